package dev.starbeam.quality.check;

import dev.starbeam.pushdown.JudgedRows;
import dev.starbeam.pushdown.RowTest;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.statistic.QualityState;

/** How a warehouse answers a check on published rows. */
public sealed interface Pushdown {
    /** The rule's statistics, which the warehouse computes, are all it takes. */
    record OfStatistics() implements Pushdown {}

    /**
     * The warehouse counts the rows judged and flagged by a test, those of several checks at once, after it has computed
     * the rule's statistics.
     */
    record OfTest(TestFrom test) implements Pushdown {}

    /** The warehouse is asked for more than that. */
    record OfFigures(Inquiry inquiry) implements Pushdown {}

    /**
     * Rows have to be read, since the warehouse would not answer exactly.
     *
     * @param reason why, for people
     */
    record None(String reason) implements Pushdown {
        /** Doubles are compared and added up by rules of their own. */
        public static final None OF_DOUBLES = new None("doubles are compared and added up by rules of their own");
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
