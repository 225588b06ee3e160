package dev.starbeam.expression;

import dev.starbeam.expression.syntax.ExpressionMistake;
import java.util.List;

/** The text is not an expression over the columns in scope. Carries every mistake found. */
public final class InvalidExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ExpressionMistake> mistakes;

    public InvalidExpressionException(List<ExpressionMistake> mistakes) {
        super(mistakes.get(0).message());
        this.mistakes = List.copyOf(mistakes);
    }

    public List<ExpressionMistake> mistakes() {
        return mistakes;
    }
}
