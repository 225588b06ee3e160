package dev.starbeam.star.join;

import dev.starbeam.batch.Column;
import dev.starbeam.model.LookupModel;
import java.util.List;
import java.util.stream.Collectors;

/** Several rows of a looked-up entity have one key and differ in what is fetched: which of them counts isn't declared. */
public final class DuplicateKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DuplicateKeyException(String message) {
        super(message);
    }

    /**
     * Compares what two rows of one key would give.
     *
     * @param keys the key's columns, beside {@code fetched}
     * @throws DuplicateKeyException naming the key, the column and both values
     */
    static void requireSame(
            LookupModel lookup, List<Column> keys, List<Column> fetched, int row, List<Column> others, int otherRow) {
        for (int i = 0; i < fetched.size(); i++) {
            Column one = fetched.get(i);
            Column other = others.get(i);
            boolean known = !one.isNull(row) && !other.isNull(otherRow);
            if (known ? !KeyEquality.equal(one, row, other, otherRow) : one.isNull(row) != other.isNull(otherRow)) {
                String key = keys.stream().map(column -> column.display(row)).collect(Collectors.joining(", "));
                throw new DuplicateKeyException("lookup " + lookup.entity() + ": several rows have the key "
                        + String.join(", ", lookup.buildKeys()) + " = " + key + " and differ in "
                        + lookup.columns().get(i).name() + " (" + other.display(otherRow) + ", " + one.display(row)
                        + "); make it unique with deduplicate, or declare on_duplicate: latest (or first)");
            }
        }
    }
}
