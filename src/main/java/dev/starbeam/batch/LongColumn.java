package dev.starbeam.batch;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Whole numbers, scaled decimals, dates (days) or timestamps (microseconds), as the type says. The array is handed
 * over, not copied, and must not change afterwards.
 */
public final class LongColumn implements Column {
    private static final long MICROS = 1_000_000L;

    private final ColumnType type;
    private final long[] values;
    private final Validity validity;

    public LongColumn(ColumnType type, long[] values, Validity validity) {
        if (!type.isLongBacked()) {
            throw new IllegalArgumentException(type + " is not held as long");
        }
        this.type = type;
        this.values = values;
        this.validity = validity;
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public Validity validity() {
        return validity;
    }

    /** The values: read only. */
    public long[] values() {
        return values;
    }

    public long value(int row) {
        return values[row];
    }

    @Override
    public LongColumn select(Selection selection) {
        long[] selected = new long[selection.size()];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = values[selection.position(i)];
        }
        return new LongColumn(type, selected, validity.select(selection));
    }

    @Override
    public String display(int row) {
        return isNull(row) ? "NULL" : display(type, values[row]);
    }

    /** A value of a long-backed type as people read it: {@code 2.550}, {@code 2010-12-01 08:26:00}. */
    public static String display(ColumnType type, long value) {
        return switch (type.kind()) {
            case DECIMAL -> BigDecimal.valueOf(value, type.scale()).toPlainString();
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case TIMESTAMP -> timestamp(value);
            default -> Long.toString(value);
        };
    }

    private static String timestamp(long micros) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
        String text = time.toString().replace('T', ' ');
        return time.getSecond() == 0 && time.getNano() == 0 ? text + ":00" : text;
    }
}
