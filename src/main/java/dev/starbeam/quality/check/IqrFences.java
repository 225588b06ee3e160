package dev.starbeam.quality.check;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.check.CheckModel.Iqr;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.Quartiles;
import dev.starbeam.quality.statistic.RequiredStates;
import java.math.BigDecimal;
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

    /** The fences that a rule draws; empty when the column has no value. */
    static Optional<IqrFences> of(Iqr rule, QualityState state, Schema schema) {
        return state.quantiles(RequiredStates.of(rule, schema))
                .quartiles()
                .map(quartiles -> of(quartiles, rule.factor()));
    }

    /** Whether at least half of the values are the same, so that whatever differs is outside. */
    boolean collapsed() {
        return quartiles.interquartileRange().signum() == 0;
    }
}
