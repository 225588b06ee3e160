package dev.starbeam.expression.syntax;

/** The text stops being an expression at a place. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    UnreadableException(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    ExpressionMistake mistake() {
        return new ExpressionMistake(offset, getMessage());
    }
}
