package dev.starbeam.star.calendar;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;

/** One day with all that its attributes derive from. */
record Day(LocalDate date, FiscalYear fiscal, Holidays.Named holidays) {
    long key() {
        return DateKeys.ofDay(date.toEpochDay());
    }

    int quarter() {
        return date.get(IsoFields.QUARTER_OF_YEAR);
    }

    int dayOfQuarter() {
        return date.get(IsoFields.DAY_OF_QUARTER);
    }

    /** ISO: Monday is 1, Sunday 7. */
    int dayOfWeek() {
        return date.getDayOfWeek().getValue();
    }

    boolean isWeekend() {
        return dayOfWeek() >= 6;
    }

    int isoWeek() {
        return date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    int isoWeekYear() {
        return date.get(IsoFields.WEEK_BASED_YEAR);
    }

    /** Weeks start on Sunday and week 1 holds 1 January, so the last days of December are in week 53 or 54. */
    int usWeek() {
        return date.get(WeekFields.SUNDAY_START.weekOfYear());
    }

    boolean isLastOfMonth() {
        return date.getDayOfMonth() == date.lengthOfMonth();
    }

    boolean isFirstOfQuarter() {
        return dayOfQuarter() == 1;
    }

    boolean isLastOfQuarter() {
        return date.plusDays(1).get(IsoFields.DAY_OF_QUARTER) == 1;
    }
}
