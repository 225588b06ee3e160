package dev.starbeam.model;

import java.io.Serializable;
import java.time.Month;
import org.jspecify.annotations.Nullable;

/**
 * The fiscal year of a calendar.
 *
 * @param starts the month on whose first day it begins; with {@code weeks}, the first day of a week that is nearest to it
 * @param named which calendar year it is named after
 * @param weeks how its quarters are cut into periods of whole weeks; {@code null}: periods are months
 */
public record FiscalYearModel(
        Month starts, Named named, @Nullable Weeks weeks) implements Serializable {
    /** The calendar year that a fiscal year is named after: the one in which it begins or ends. */
    public enum Named {
        START,
        END
    }

    /**
     * Periods of whole weeks, three a quarter. A year has 52 weeks; where there are 53, the last period has one more.
     *
     * @param pattern the weeks of a quarter's periods, 13 in all
     * @param fromSunday whether weeks begin on Sunday; else on Monday
     */
    public record Weeks(Pattern pattern, boolean fromSunday) implements Serializable {}

    /** The weeks of a quarter's three periods. */
    public enum Pattern {
        FOUR_FOUR_FIVE(4, 4),
        FOUR_FIVE_FOUR(4, 5),
        FIVE_FOUR_FOUR(5, 4);

        private final int first;
        private final int second;

        Pattern(int first, int second) {
            this.first = first;
            this.second = second;
        }

        /** The period, 1 to 3, that a week of the quarter, from 0, lies in. */
        public int period(int week) {
            return week < first ? 1 : week < first + second ? 2 : 3;
        }

        /** As declared: {@code 4-4-5}. */
        @Override
        public String toString() {
            return first + "-" + second + "-" + (13 - first - second);
        }
    }

    /** Months from the first day of {@code starts}, named after the calendar year it ends in. */
    public static FiscalYearModel from(Month starts) {
        return new FiscalYearModel(starts, Named.END, null);
    }
}
