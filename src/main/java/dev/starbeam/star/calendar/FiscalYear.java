package dev.starbeam.star.calendar;

import dev.starbeam.model.FiscalYearModel;
import dev.starbeam.model.FiscalYearModel.Named;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.OptionalInt;

/** Which fiscal year, quarter and period a day lies in. */
sealed interface FiscalYear {
    static FiscalYear of(FiscalYearModel model) {
        FiscalYearModel.Weeks weeks = model.weeks();
        return weeks == null
                ? new Months(model.starts(), model.named())
                : new Weeks(model.starts(), model.named(), weeks);
    }

    int year(LocalDate date);

    /** 1 to 12. */
    int period(LocalDate date);

    /** 1 to 4. */
    default int quarter(LocalDate date) {
        return (period(date) - 1) / 3 + 1;
    }

    /** 1 to 53; nothing where periods are months. */
    OptionalInt week(LocalDate date);

    /** The name of the year that begins about the first of {@code start} of a calendar year. */
    private static int name(int beginsIn, Month start, Named named) {
        return named == Named.START || start == Month.JANUARY ? beginsIn : beginsIn + 1;
    }

    /**
     * Years that start on the first of {@code start}: with April, fiscal 2011 is April 2010 to March 2011 where it is named
     * after its end; with January it is the calendar year.
     */
    record Months(Month start, Named named) implements FiscalYear {
        @Override
        public int year(LocalDate date) {
            boolean before = date.getMonthValue() < start.getValue();
            return name(before ? date.getYear() - 1 : date.getYear(), start, named);
        }

        /** The month's number in the fiscal year. */
        @Override
        public int period(LocalDate date) {
            return Math.floorMod(date.getMonthValue() - start.getValue(), 12) + 1;
        }

        @Override
        public OptionalInt week(LocalDate date) {
            return OptionalInt.empty();
        }
    }

    /** Years of 52 or 53 whole weeks that start with the week whose first day is nearest to the first of {@code start}. */
    record Weeks(Month start, Named named, FiscalYearModel.Weeks weeks) implements FiscalYear {
        private static final int WEEKS_A_QUARTER = 13;

        @Override
        public int year(LocalDate date) {
            return name(beginsIn(date), start, named);
        }

        @Override
        public int period(LocalDate date) {
            int week = weekFromZero(date);
            int quarter = Math.min(week / WEEKS_A_QUARTER, 3);
            return quarter * 3 + weeks.pattern().period(week - quarter * WEEKS_A_QUARTER);
        }

        @Override
        public OptionalInt week(LocalDate date) {
            return OptionalInt.of(weekFromZero(date) + 1);
        }

        private int weekFromZero(LocalDate date) {
            return (int) (date.toEpochDay() - firstDay(beginsIn(date)).toEpochDay()) / 7;
        }

        /** The calendar year near the first of whose {@code start} the day's fiscal year begins. */
        private int beginsIn(LocalDate date) {
            int year = date.getYear() + 1;
            while (firstDay(year).isAfter(date)) {
                year--;
            }
            return year;
        }

        private LocalDate firstDay(int year) {
            DayOfWeek first = weeks.fromSunday() ? DayOfWeek.SUNDAY : DayOfWeek.MONDAY;
            return LocalDate.of(year, start, 1).minusDays(3).with(TemporalAdjusters.nextOrSame(first));
        }
    }
}
