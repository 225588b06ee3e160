package dev.starbeam.quality.check;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Values, limits and counts as people read them. */
public final class Describe {
    private static final MathContext SHOWN = new MathContext(12);
    private static final int TEXT_SHOWN = 200;

    private Describe() {}

    /** {@code quantity = 80995}. */
    public static String value(ColumnBatch batch, String column, int row) {
        return column + " = " + shortened(batch.column(column).display(row));
    }

    /** A letter of two chars is left out rather than cut in two. */
    private static String shortened(String value) {
        if (value.length() <= TEXT_SHOWN) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(TEXT_SHOWN - 1)) ? TEXT_SHOWN - 1 : TEXT_SHOWN;
        return value.substring(0, end) + "…";
    }

    /** A number in a column's unit: {@code 12.5}, or the date or time it stands for. */
    public static String number(ColumnType type, BigDecimal value) {
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
    public static String number(BigDecimal value) {
        BigDecimal shown = value.round(SHOWN).stripTrailingZeros();
        return Math.abs((long) shown.scale()) > 20 ? shown.toString() : shown.toPlainString();
    }

    /** A sum with all its digits, in groups of three: {@code 2,178,610.53}. */
    public static String amount(BigDecimal sum) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, sum.scale()) + "f", sum);
    }

    /** {@code  (22.3%)} of a whole with the same sign, or nothing: of others there is no share. */
    public static String part(BigDecimal part, BigDecimal whole) {
        return part.signum() == 0 || part.signum() == whole.signum()
                ? whole.signum() == 0 ? "" : " (" + share(part.divide(whole, SHOWN)) + ")"
                : "";
    }

    /** A share as a percentage with up to four significant digits. */
    public static String share(long part, long whole) {
        return whole == 0 ? "0%" : share(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), SHOWN));
    }

    public static String share(BigDecimal share) {
        return number(share.movePointRight(2).round(new MathContext(4))) + "%";
    }
}
