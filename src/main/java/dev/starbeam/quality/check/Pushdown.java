package dev.starbeam.quality.check;

import dev.starbeam.pushdown.JudgedRows;
import dev.starbeam.pushdown.RowTest;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.statistic.QualityState;
import java.util.Optional;

/** How a warehouse answers a check on published rows. */
public sealed interface Pushdown {
    /** Whether the warehouse answers at all; otherwise rows are read. */
    default boolean isAnswered() {
        return true;
    }

    /** Whether the warehouse computes the rule's statistics by themselves. */
    default boolean needsStatistics() {
        return true;
    }

    /** The test by which the warehouse counts rows, once the rule's statistics are known. */
    default Optional<RowTest> countedBy(QualityState state) {
        return Optional.empty();
    }

    /** Asks for the rows judged and flagged, if that takes more than statistics and a test. */
    default Optional<JudgedRows> ask(TableFigures figures, QualityState state) {
        return Optional.empty();
    }

    /** The rule's statistics, which the warehouse computes, are all it takes. */
    record OfStatistics() implements Pushdown {}

    /**
     * The warehouse counts the rows judged and flagged by a test, those of several checks at once, after it has computed
     * the rule's statistics.
     */
    record OfTest(TestFrom test) implements Pushdown {
        @Override
        public Optional<RowTest> countedBy(QualityState state) {
            return Optional.of(test.test(state));
        }
    }

    /** The warehouse is asked for more than that. */
    record OfFigures(Inquiry inquiry) implements Pushdown {
        @Override
        public boolean needsStatistics() {
            return false;
        }

        @Override
        public Optional<JudgedRows> ask(TableFigures figures, QualityState state) {
            return Optional.of(inquiry.ask(figures, state));
        }
    }

    /**
     * Rows have to be read, since the warehouse would not answer exactly.
     *
     * @param reason why, for people
     */
    record None(String reason) implements Pushdown {
        /** Doubles are compared and added up by rules of their own. */
        public static final None OF_DOUBLES = new None("doubles are compared and added up by rules of their own");

        @Override
        public boolean isAnswered() {
            return false;
        }
    }

    /** Draws the limits of a test from the statistics. */
    @FunctionalInterface
    interface TestFrom {
        RowTest test(QualityState state);
    }

    /** Asks a warehouse for the rows judged and flagged; may add to the statistics. */
    @FunctionalInterface
    interface Inquiry {
        JudgedRows ask(TableFigures figures, QualityState state);
    }
}
