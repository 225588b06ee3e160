package dev.starbeam.batch;

/** The values of one column of a batch. Immutable. A value at a NULL row is unspecified and must not be read. */
public sealed interface Column permits TextColumn, LongColumn, DoubleColumn, BooleanColumn {
    ColumnType type();

    Validity validity();

    default int size() {
        return validity().size();
    }

    default boolean isNull(int row) {
        return validity().isNull(row);
    }

    /** The selected rows in order; text shares its bytes. */
    Column select(Selection selection);

    /** The value as people read it, {@code null} as {@code "NULL"}; for messages and tests, never on a hot path. */
    String display(int row);
}
