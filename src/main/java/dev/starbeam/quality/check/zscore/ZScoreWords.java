package dev.starbeam.quality.check.zscore;

import dev.starbeam.quality.check.Describe;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.Remedies;
import dev.starbeam.quality.statistic.moment.KeyMoments;
import dev.starbeam.words.Counted;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Deviations as people read them. */
final class ZScoreWords {
    private static final MathContext SHOWN = new MathContext(12);

    private ZScoreWords() {}

    static String expectation(ZScore rule) {
        return rule.column() + " less than " + rule.threshold().toPlainString() + " "
                + (rule.population() ? "population " : "") + "standard deviations from the mean of "
                + (rule.by() == null ? "all rows" : "its " + rule.by());
    }

    /** {@code less than 3 standard deviations (2.5) from the mean 12.35 of 2,041 rows of product_id 22423}. */
    static String deviation(KeyMoments key, ZScore rule, int scale, String rows) {
        BigDecimal n = BigDecimal.valueOf(key.count());
        BigDecimal divisor = rule.population() ? n : n.subtract(BigDecimal.ONE).max(BigDecimal.ONE);
        BigDecimal deviation =
                ZScoreLimits.variance(key).divide(n.multiply(divisor), SHOWN).sqrt(SHOWN);
        int digits = scale + 2;
        String mean = rounded(key.sum().divide(n, MathContext.DECIMAL64), digits);
        return "less than " + rule.threshold().toPlainString() + " standard deviations (" + rounded(deviation, digits)
                + ") from the mean " + mean + " of " + Counted.of(key.count(), "row") + " of " + rows;
    }

    private static String rounded(BigDecimal value, int digits) {
        return Describe.number(
                value.setScale(digits, RoundingMode.HALF_EVEN).signum() == 0
                        ? value
                        : value.setScale(digits, RoundingMode.HALF_EVEN));
    }

    static Remedies remedies(ZScore rule, Finding finding) {
        String group = rule.by() == null ? "all rows, by declaring by" : "those of one " + rule.by();
        return Remedies.first(finding.recomputation(rule.column()))
                .then(
                        "If such values are right, let them pass: by a larger threshold, or among rows that are more alike"
                                + " than " + group + ".")
                .lastly(finding.review());
    }
}
