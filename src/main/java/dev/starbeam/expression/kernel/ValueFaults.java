package dev.starbeam.expression.kernel;

import dev.starbeam.batch.Column;

/** Receives the rows of a batch for which an expression could not compute a value. */
public interface ValueFaults {
    /** Ignores every fault; for expressions that are evaluated twice. */
    ValueFaults IGNORED = new ValueFaults() {
        @Override
        public void unparsable(int row) {}

        @Override
        public void invalid(int row, String reason) {}
    };

    /**
     * A {@code try_} cast turned a value into NULL: counted, the row lives on. Blank text holds no value. Called at most
     * once a row and cast.
     */
    void unparsable(int row);

    /**
     * A conversion has lost a value, or a part of it. Called at most once a row, cast and loss.
     *
     * @param from the column that held the value, at position {@code at}
     */
    default void lost(int row, Loss loss, Column from, int at) {
        if (loss == Loss.UNPARSABLE) {
            unparsable(row);
        }
    }

    /**
     * The value does not exist: overflow, division by zero, a cast without {@code try_} that failed. The row must be
     * rejected with this reason, which names the function and shows the value.
     */
    void invalid(int row, String reason);
}
