package dev.starbeam.expression.kernel.conversion;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import dev.starbeam.expression.kernel.time.Calendar;
import dev.starbeam.expression.kernel.time.TimeFormat;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Any value to text, in Snowflake's default forms: a timestamp has three digits after the second. */
public final class TextConversion {
    private static final TimeFormat TIMESTAMP = TimeFormat.of("YYYY-MM-DD HH24:MI:SS.FF3");
    private static final TimeFormat DATE = TimeFormat.of("YYYY-MM-DD");

    private TextConversion() {}

    /** The default form. */
    public static Column plain(Arguments in) {
        Column column = in.column(0);
        return switch (column.type().kind()) {
            case TEXT -> column;
            case DATE -> write(in, DATE);
            case TIMESTAMP -> write(in, TIMESTAMP);
            case DOUBLE ->
                RowLoop.text(
                        in, 8, (row, out) -> append(out, number(in.doubles(0).value(row))));
            default -> RowLoop.text(in, 8, (row, out) -> append(out, column.display(row)));
        };
    }

    /** A date or timestamp in a format. */
    public static Kernel formatted(TimeFormat format) {
        return in -> write(in, format);
    }

    private static Column write(Arguments in, TimeFormat format) {
        LongColumn times = in.longs(0);
        long unit = times.type().equals(ColumnType.DATE) ? Calendar.MICROS_PER_DAY : 1;
        return RowLoop.text(in, 20, (row, out) -> format.write(times.value(row) * unit, out));
    }

    /** The shortest digits that mean this double, without a fraction of zero. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double size = Math.abs(value);
        return size == 0 || (size >= 1e-6 && size < 1e15) ? digits.toPlainString() : scientific(digits);
    }

    private static String scientific(BigDecimal digits) {
        String unscaled = digits.unscaledValue().abs().toString();
        String fraction = unscaled.length() > 1 ? "." + unscaled.substring(1) : "";
        int exponent = digits.precision() - digits.scale() - 1;
        String sign = digits.signum() < 0 ? "-" : "";
        return sign + unscaled.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
    }

    public static void append(TextColumnBuilder out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.appendPart(utf8, 0, utf8.length);
    }
}
