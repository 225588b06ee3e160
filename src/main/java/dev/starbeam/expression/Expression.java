package dev.starbeam.expression;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.ValueFaults;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;

/**
 * A compiled, typed scalar expression. Immutable, serialisable and safe for use by many threads; one evaluation is a
 * pure function of the batch.
 */
public interface Expression extends Serializable {
    /** The type of every column this expression returns. */
    ColumnType type();

    /** The names of the columns it reads. */
    Set<String> columns();

    /** The SQL text it was compiled from. */
    String sql();

    /**
     * Whether it makes up a value where there was none: {@code coalesce}, {@code nvl} or {@code ifnull} with a constant,
     * {@code zeroifnull}, or a CASE or IFF that answers {@code is null} with a constant. Staging refuses these.
     */
    default boolean imputes() {
        return false;
    }

    /**
     * One value per row of {@code batch}.
     *
     * @param faults told of each row whose value could not be computed; such a row's value is NULL. Rows whose value
     *     does not depend on the faulty part (the branch of a CASE that was not taken) are not reported.
     */
    Column evaluate(ColumnBatch batch, ValueFaults faults);

    /** The one column it names, if it does nothing else; then it cannot fail and copies nothing. */
    default Optional<String> bareColumn() {
        if (columns().size() != 1) {
            return Optional.empty();
        }
        String name = columns().iterator().next();
        String text = sql().strip();
        return text.equals(name) || text.equals('"' + name + '"') ? Optional.of(name) : Optional.empty();
    }
}
