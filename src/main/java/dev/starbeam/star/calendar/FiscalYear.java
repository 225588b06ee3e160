package dev.starbeam.star.calendar;

import java.time.LocalDate;
import java.time.Month;

/**
 * Years that start on the first of {@code start} and are named after the calendar year they end in: with April, fiscal
 * 2011 is April 2010 to March 2011; with January it is the calendar year.
 */
record FiscalYear(Month start) {
    int year(LocalDate date) {
        boolean endsNextYear = start != Month.JANUARY && date.getMonthValue() >= start.getValue();
        return endsNextYear ? date.getYear() + 1 : date.getYear();
    }

    /** 1 to 4. */
    int quarter(LocalDate date) {
        return (period(date) - 1) / 3 + 1;
    }

    /** The month's number in the fiscal year, 1 to 12. */
    int period(LocalDate date) {
        return Math.floorMod(date.getMonthValue() - start.getValue(), 12) + 1;
    }
}
