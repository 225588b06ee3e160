package dev.starbeam.quality.check;

import dev.starbeam.quality.check.result.Power;

/**
 * What every row should have by a rule.
 *
 * @param words in words, e.g. {@code quantity at least 0}
 * @param power where the rule could not have flagged anything, whatever the values
 * @param rankError the share of ranks by which its limits may be off, 0 when they are exact
 */
public record RowExpectation(String words, Power power, double rankError) {
    /** Of a rule with full power and exact limits. */
    public static RowExpectation of(String words) {
        return new RowExpectation(words, Power.FULL, 0);
    }
}
