package dev.starbeam.model;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.Month;
import org.jspecify.annotations.Nullable;

/**
 * The calendar dimension. Its key is the date as a number, {@code yyyymmdd}; the unknown member has key 0.
 *
 * @param name as declared, usually {@code dim_date}
 * @param fiscalYearStarts first month of the fiscal year, which is named after the calendar year it ends in
 * @param holidays ISO 3166 country (with subdivision, {@code GB-ENG}) whose public holidays are marked, or {@code null}
 * @param from first day, or {@code null}: 1 January of the earliest year that a fact refers to
 * @param to last day, or {@code null}: 31 December of the latest year that a fact refers to
 * @param materialized table or view
 */
public record DateDimensionModel(
        String name,
        Month fiscalYearStarts,
        @Nullable String holidays,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        Materialization materialized)
        implements Serializable {
    /** The name of its key column. */
    public static final String KEY_COLUMN = "date_key";
}
