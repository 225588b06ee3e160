package dev.starbeam.batch;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Assertions on batches, told in rows. */
public final class BatchAssert extends AbstractAssert<BatchAssert, ColumnBatch> {
    private BatchAssert(ColumnBatch actual) {
        super(actual, BatchAssert.class);
    }

    public static BatchAssert assertThat(ColumnBatch actual) {
        return new BatchAssert(actual);
    }

    /** The batch has the columns and rows of {@code block}, which {@link Rows#of} reads. */
    public BatchAssert hasRows(String block) {
        return isSameAs(Rows.of(block));
    }

    /** The batch has the columns and rows of {@code expected}. */
    public BatchAssert isSameAs(ColumnBatch expected) {
        isNotNull();
        Assertions.assertThat(Rows.show(actual)).isEqualTo(Rows.show(expected));
        return this;
    }
}
