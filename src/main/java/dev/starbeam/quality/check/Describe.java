package dev.starbeam.quality.check;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.model.check.CheckModel.ZScore;
import dev.starbeam.quality.statistic.KeyMoments;
import dev.starbeam.words.Counted;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Values, limits and counts as people read them. */
final class Describe {
    private static final MathContext SHOWN = new MathContext(12);
    private static final int TEXT_SHOWN = 200;

    private Describe() {}

    /** {@code quantity = 80995}. */
    static String value(ColumnBatch batch, String column, int row) {
        String value = batch.column(column).display(row);
        return column + " = " + (value.length() <= TEXT_SHOWN ? value : value.substring(0, TEXT_SHOWN) + "…");
    }

    /** A number in a column's unit: {@code 12.5}, or the date or time it stands for. */
    static String number(ColumnType type, BigDecimal value) {
        boolean time = type.kind() == ColumnType.Kind.DATE || type.kind() == ColumnType.Kind.TIMESTAMP;
        BigDecimal whole = value.setScale(0, RoundingMode.FLOOR);
        boolean shows = time && whole.abs().compareTo(BigDecimal.valueOf(limit(type))) < 0;
        return shows ? LongColumn.display(type, whole.longValueExact()) : number(value);
    }

    /** Beyond the years 1 to 9999, and a bit, a date is shown as a number. */
    private static long limit(ColumnType type) {
        long days = 3_000_000;
        return type.kind() == ColumnType.Kind.DATE ? days : days * 86_400_000_000L;
    }

    /** To at most 12 digits, without trailing zeros. */
    static String number(BigDecimal value) {
        BigDecimal shown = value.round(SHOWN).stripTrailingZeros();
        return Math.abs((long) shown.scale()) > 20 ? shown.toString() : shown.toPlainString();
    }

    /** A share as a percentage with up to four significant digits. */
    static String share(long part, long whole) {
        return whole == 0 ? "0%" : share(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), SHOWN));
    }

    static String share(BigDecimal share) {
        return number(share.movePointRight(2).round(new MathContext(4))) + "%";
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
        return number(
                value.setScale(digits, RoundingMode.HALF_EVEN).signum() == 0
                        ? value
                        : value.setScale(digits, RoundingMode.HALF_EVEN));
    }
}
