package dev.starbeam.batch;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Whole numbers, scaled decimals, dates (days) or timestamps (microseconds), as the type says. The array is handed
 * over, not copied, and must not change afterwards.
 */
public final class LongColumn implements Column {
    private static final long MICROS = 1_000_000L;
    private static final long SECONDS_A_DAY = 86_400L;

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
        if (selection.hasLongRuns()) {
            selection.copy(values, selected);
        } else {
            for (int i = 0; i < selected.length; i++) {
                selected[i] = values[selection.position(i)];
            }
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
        int seconds = (int) Math.floorMod(Math.floorDiv(micros, MICROS), SECONDS_A_DAY);
        StringBuilder text = new StringBuilder(26)
                .append(LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS * SECONDS_A_DAY)))
                .append(' ');
        twoDigits(seconds / 3600, text).append(':');
        twoDigits(seconds / 60 % 60, text).append(':');
        twoDigits(seconds % 60, text);
        return fraction((int) Math.floorMod(micros, MICROS), text).toString();
    }

    private static StringBuilder fraction(int micros, StringBuilder text) {
        String digits = Integer.toString((int) MICROS + micros);
        return micros == 0 ? text : text.append('.').append(digits, 1, micros % 1000 == 0 ? 4 : 7);
    }

    private static StringBuilder twoDigits(int value, StringBuilder text) {
        return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}
