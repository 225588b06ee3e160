package dev.starbeam.warehouse;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one column, a row of {@code quality.column_profiles}. What was not measured is {@code null}.
 *
 * @param table the fact or dimension
 * @param column the column
 * @param type its SQL type
 * @param rows all rows
 * @param nulls rows where it is NULL
 * @param distinct different values, NULL not among them
 * @param approximate whether distinct and quartiles are approximate
 * @param minimum least value, as text
 * @param maximum greatest value, as text
 * @param mean arithmetic mean
 * @param deviation sample standard deviation
 * @param lowerQuartile first quartile (type 7)
 * @param median second quartile
 * @param upperQuartile third quartile
 */
public record ProfileRecord(
        String table,
        String column,
        String type,
        long rows,
        long nulls,
        @Nullable Long distinct,
        boolean approximate,
        @Nullable String minimum,
        @Nullable String maximum,
        @Nullable Double mean,
        @Nullable Double deviation,
        @Nullable Double lowerQuartile,
        @Nullable Double median,
        @Nullable Double upperQuartile)
        implements Serializable {}
