package dev.starbeam.warehouse;

/** A file that one batch alone may read was published by another batch in the meantime; nothing was published. */
public final class RangesCommittedException extends WarehouseException {
    private static final long serialVersionUID = 1L;

    public RangesCommittedException(String file) {
        super("file " + file + " was published by another batch while this one ran."
                + " Nothing was published; run again, which reads only what is new then");
    }
}
