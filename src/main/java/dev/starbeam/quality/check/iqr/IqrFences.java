package dev.starbeam.quality.check.iqr;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.quality.bounds.LongBounds;
import dev.starbeam.quality.check.Describe;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.Remedies;
import dev.starbeam.quality.statistic.Quartiles;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Tukey's fences (Exploratory Data Analysis, 1977), exactly: Q1 − factor·IQR and Q3 + factor·IQR. A value on a fence
 * passes.
 *
 * @param quartiles the column's quartiles
 * @param lower the lower fence, in the column's unit
 * @param upper the upper fence
 */
record IqrFences(Quartiles quartiles, BigDecimal lower, BigDecimal upper) {
    static IqrFences of(Quartiles quartiles, BigDecimal factor) {
        BigDecimal reach = quartiles.interquartileRange().multiply(factor);
        return new IqrFences(
                quartiles, quartiles.q1().subtract(reach), quartiles.q3().add(reach));
    }

    /** Whether at least half of the values are the same, so that whatever differs is outside. */
    boolean collapsed() {
        return quartiles.interquartileRange().signum() == 0;
    }

    /** The values of a column backed by longs that pass. */
    LongBounds longs(ColumnType type) {
        return LongBounds.between(lower, upper, type.scale());
    }

    static String words(ColumnType type, Optional<IqrFences> fences) {
        return fences.map(f -> "between " + Describe.number(type, f.lower()) + " and "
                        + Describe.number(type, f.upper()) + " (Q1 "
                        + Describe.number(type, f.quartiles().q1())
                        + ", Q3 " + Describe.number(type, f.quartiles().q3()) + ")")
                .orElse("a finite number");
    }

    static Remedies remedies(String column, Finding finding, Optional<IqrFences> fences) {
        ColumnType type = finding.scope().field(column).type();
        return Remedies.first(fences.filter(IqrFences::collapsed)
                        .map(f -> "At least half of the values of " + column + " are "
                                + literal(type, f.lower, RoundingMode.CEILING)
                                + ", so every other value is an outlier: judge it by a range check instead."))
                .then(finding.recomputation(column))
                .then(fences.filter(f -> !f.collapsed())
                        .map(f -> "Clamp " + column + " to the IQR fences in the fact: least(greatest(" + column + ", "
                                + literal(type, f.lower, RoundingMode.CEILING) + "), "
                                + literal(type, f.upper, RoundingMode.FLOOR) + ")."))
                .lastly(finding.review());
    }

    /** The least, or greatest, value that passes as one writes it in an expression. */
    private static String literal(ColumnType type, BigDecimal fence, RoundingMode inwards) {
        return switch (type.kind()) {
            case DATE, TIMESTAMP -> "'" + Describe.number(type, fence.setScale(0, inwards)) + "'";
            case DOUBLE -> Double.toString(fence.doubleValue());
            default -> fence.setScale(type.scale(), inwards).toPlainString();
        };
    }
}
