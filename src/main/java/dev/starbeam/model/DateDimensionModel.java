package dev.starbeam.model;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calendar dimension. Its key is the date as a number, {@code yyyymmdd}; the unknown member has key 0. It has at most
 * {@link #MOST_YEARS} years, and sentinels; every other day is no member.
 *
 * @param name as declared, usually {@code dim_date}
 * @param fiscal how fiscal years are cut and named
 * @param holidays ISO 3166 country (with subdivision, {@code GB-ENG}) whose public holidays are marked, or {@code null}
 * @param from first day, or {@code null}: 1 January of the earliest year that a fact refers to
 * @param to last day, or {@code null}: 31 December of the latest year that a fact refers to
 * @param sentinels days that stand for something else, such as 9999-12-31 for "not yet": members wherever they lie
 * @param materialized table or view
 */
public record DateDimensionModel(
        String name,
        FiscalYearModel fiscal,
        @Nullable String holidays,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        List<LocalDate> sentinels,
        Materialization materialized)
        implements Serializable {
    /** The name of its key column. */
    public static final String KEY_COLUMN = "date_key";

    /** How many years a calendar has at most. */
    public static final int MOST_YEARS = 200;

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    public DateDimensionModel {
        sentinels = sentinels.stream().sorted().distinct().toList();
    }

    /** A calendar without sentinels, whose fiscal year begins with a month. */
    public DateDimensionModel(
            String name,
            Month fiscalYearStarts,
            @Nullable String holidays,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Materialization materialized) {
        this(name, FiscalYearModel.from(fiscalYearStarts), holidays, from, to, List.of(), materialized);
    }

    /** The first day that can be a member: as declared; else 1900-01-01, or what leaves {@link #MOST_YEARS} to the last. */
    public LocalDate earliest() {
        if (from != null) {
            return from;
        }
        if (to == null || (!to.isBefore(EARLIEST) && to.isBefore(EARLIEST.plusYears(MOST_YEARS)))) {
            return EARLIEST;
        }
        return to.minusYears(MOST_YEARS).plusDays(1);
    }

    /** The last day that can be a member: as declared; else {@link #MOST_YEARS} after the first. */
    public LocalDate latest() {
        return to != null ? to : earliest().plusYears(MOST_YEARS).minusDays(1);
    }
}
