package dev.starbeam.expression.syntax;

/**
 * One mistake in an expression's text.
 *
 * @param offset where in the text it stands, in characters from 0
 * @param message what was wrong, what was expected and the nearest name, in one sentence
 */
public record ExpressionMistake(int offset, String message) {}
