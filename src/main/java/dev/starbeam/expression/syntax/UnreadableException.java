package dev.starbeam.expression.syntax;

/** The text stops being an expression at a place. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ExpressionMistake mistake;

    UnreadableException(int offset, String message) {
        super(message);
        this.mistake = new ExpressionMistake(offset, message);
    }

    ExpressionMistake mistake() {
        return mistake;
    }
}
