package dev.starbeam.warehouse;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What a measure of a mart adds up to.
 *
 * @param mart the mart's name
 * @param column its column
 * @param published over the mart's rows
 * @param withHeld over the rows that it would have if what a batch's checks hold back were published
 */
public record MartFigure(String mart, String column, BigDecimal published, BigDecimal withHeld)
        implements Serializable {}
