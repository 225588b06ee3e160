package dev.starbeam.expression.function;

/** A call that cannot be bound; the binder turns it into a mistake with its place. */
final class MistakenCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int argument;
    private final String mistake;

    /** @param argument the argument at fault from 0, or −1 for the whole call */
    MistakenCall(int argument, String message) {
        super(message, null, false, false);
        this.argument = argument;
        this.mistake = message;
    }

    String mistake() {
        return mistake;
    }

    int argument() {
        return argument;
    }
}
