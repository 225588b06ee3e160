package dev.starbeam.ingest.jdbc;

import dev.starbeam.ingest.jdbc.dialect.ColumnShape;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value as canonical text, the same from every database; {@code docs/jdbc-sources.md} has the table. NULL stays
 * {@code null}.
 */
@FunctionalInterface
interface ValueText {
    /** {@code microsoft.sql.Types.DATETIMEOFFSET}. */
    int DATETIMEOFFSET = -155;

    /** ISO 8601 with a blank for the T, as RFC 3339 allows and CSV files mostly have; no needless zeros. */
    DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern(" HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    /** The value in a column, counted from 1, of the row that the result stands at. */
    @Nullable
    String read(ResultSet row, int column) throws SQLException;

    /** How values of a column are read. */
    static ValueText of(ColumnShape column) {
        if (knowsItsZone(column)) {
            return (row, i) -> instant(row.getObject(i, OffsetDateTime.class));
        }
        return switch (column.type()) {
            case Types.BOOLEAN -> ValueText::flag;
            case Types.BIT -> isFlag(column) ? ValueText::flag : (row, i) -> bits(row.getString(i));
            case Types.NUMERIC, Types.DECIMAL -> (row, i) -> plain(row.getString(i));
            case Types.REAL -> ValueText::single;
            case Types.FLOAT, Types.DOUBLE ->
                isMoney(column) ? (row, i) -> plain(row.getString(i)) : ValueText::precise;
            case Types.DATE -> (row, i) -> date(row.getObject(i, LocalDate.class));
            case Types.TIME -> (row, i) -> withoutNeedlessZeros(row.getString(i));
            case Types.TIMESTAMP -> (row, i) -> timestamp(row.getObject(i, LocalDateTime.class));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ValueText::hex;
            default -> ResultSet::getString;
        };
    }

    /** Whether a column's values are points in time: their drivers do not all say so by the type. */
    static boolean knowsItsZone(ColumnShape column) {
        return column.type() == Types.TIMESTAMP_WITH_TIMEZONE
                || column.type() == DATETIMEOFFSET
                || column.typeName().equals("timestamptz");
    }

    /** A number without an exponent; NaN and infinities by name. */
    static @Nullable String plain(@Nullable String number) {
        boolean plain = number == null || (number.indexOf('E') < 0 && number.indexOf('e') < 0);
        return plain ? number : new BigDecimal(number).toPlainString();
    }

    /** The shortest plain number that is this one; whole numbers without a point. */
    static String plain(double value, String shortest) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return shortest;
        }
        BigDecimal number = new BigDecimal(shortest);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    static @Nullable String date(@Nullable LocalDate date) {
        if (date == null) {
            return null;
        }
        return date.equals(LocalDate.MAX) ? "infinity" : date.equals(LocalDate.MIN) ? "-infinity" : date.toString();
    }

    static @Nullable String timestamp(@Nullable LocalDateTime time) {
        if (time == null) {
            return null;
        }
        boolean infinite = time.equals(LocalDateTime.MAX) || time.equals(LocalDateTime.MIN);
        return infinite ? date(time.toLocalDate()) : TIMESTAMP.format(time);
    }

    /** In UTC, marked Z. */
    static @Nullable String instant(@Nullable OffsetDateTime time) {
        if (time == null) {
            return null;
        }
        boolean infinite = time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN);
        return infinite
                ? date(time.toLocalDate())
                : TIMESTAMP.format(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "Z";
    }

    /** A time whose fraction, if it has one, does not end in zeros. */
    static @Nullable String withoutNeedlessZeros(@Nullable String time) {
        return time == null || time.indexOf('.') < 0 ? time : time.replaceFirst("\\.?0+$", "");
    }

    /** Zeros and ones, without what some drivers put around them. */
    static @Nullable String bits(@Nullable String bits) {
        return bits == null ? null : bits.replaceAll("[^01]", "");
    }

    private static boolean isFlag(ColumnShape column) {
        return !column.typeName().equalsIgnoreCase("bit") || column.precision() <= 1;
    }

    private static boolean isMoney(ColumnShape column) {
        return column.typeName().equals("money");
    }

    private static @Nullable String flag(ResultSet row, int column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? null : String.valueOf(value);
    }

    private static @Nullable String single(ResultSet row, int column) throws SQLException {
        float value = row.getFloat(column);
        return row.wasNull() ? null : plain(value, Float.toString(value));
    }

    private static @Nullable String precise(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : plain(value, Double.toString(value));
    }

    private static @Nullable String hex(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}
