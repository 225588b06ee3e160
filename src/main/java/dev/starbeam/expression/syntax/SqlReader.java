package dev.starbeam.expression.syntax;

import java.util.List;

/**
 * Reads the text of one scalar expression. Backslashes in quoted text escape, as in Snowflake; $$text$$ is raw.
 * Operators bind as in DuckDB; nothing that isn't understood is passed over.
 */
public final class SqlReader {
    private SqlReader() {}

    /** The term; what cannot be read is added to {@code mistakes} and stands as {@link Term.Unreadable}. */
    public static Term read(String sql, List<ExpressionMistake> mistakes) {
        if (sql.isBlank()) {
            mistakes.add(new ExpressionMistake(0, "the expression is empty; write a column or a function of columns"));
            return new Term.Unreadable(0);
        }
        try {
            Reading reading = new Reading(sql);
            Term term = new OperatorReader(reading, mistakes).read();
            if (reading.next().kind() != Token.Kind.END) {
                throw reading.unexpected();
            }
            return term;
        } catch (UnreadableException e) {
            mistakes.add(e.mistake());
            return new Term.Unreadable(e.mistake().offset());
        }
    }
}
