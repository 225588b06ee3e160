package dev.starbeam.expression.kernel.time;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.expression.kernel.number.Digits;
import dev.starbeam.expression.kernel.number.NumberParsing;
import dev.starbeam.expression.kernel.text.Blanks;
import org.jspecify.annotations.Nullable;

/**
 * Text to dates and timestamps, straight from the bytes, years 0001 to 9999. Without a format the text may be ISO
 * 8601, one of Snowflake's other forms for automatic detection, or whole seconds (milli-, micro-, nanoseconds) since
 * 1970 in digits.
 */
public final class TimeParsing {
    private static final TimeFormat[] OTHERS = {
        TimeFormat.of("MM/DD/YYYY"),
        TimeFormat.of("MM/DD/YYYY HH24:MI:SS"),
        TimeFormat.of("MM/DD/YYYY HH24:MI"),
        TimeFormat.of("DD-MON-YYYY"),
        TimeFormat.of("DD-MON-YYYY HH24:MI:SS"),
        TimeFormat.of("DY, DD MON YYYY HH24:MI:SS TZHTZM"),
        TimeFormat.of("DY, DD MON YYYY HH24:MI:SS"),
        TimeFormat.of("DY MON DD HH24:MI:SS TZHTZM YYYY"),
    };

    private TimeParsing() {}

    /** The kernel for automatic detection. A time with a zone is that of UTC. */
    public static Kernel automatic(ColumnType type, Attempt attempt) {
        return in -> parse(in, type, attempt, null, false);
    }

    /** The kernel for text in one format. A time with a zone is that of UTC. */
    public static Kernel formatted(ColumnType type, TimeFormat format, Attempt attempt) {
        return in -> parse(in, type, attempt, format, false);
    }

    /** The kernel for what the clocks of the text's own zone show. */
    public static Kernel onWall(@Nullable TimeFormat format, Attempt attempt) {
        return in -> parse(in, ColumnType.TIMESTAMP, attempt, format, true);
    }

    private static Column parse(
            Arguments in, ColumnType type, Attempt attempt, @Nullable TimeFormat format, boolean onWall) {
        TextColumn text = in.text(0);
        byte[] bytes = text.bytes();
        TimeFields fields = new TimeFields(onWall);
        boolean dates = type.kind() == ColumnType.Kind.DATE;
        long[] values = new long[in.rows()];
        for (int row = 0; row < values.length; row++) {
            if (in.has(row)) {
                int start = Blanks.skip(bytes, text.start(row), text.end(row));
                int end = Blanks.skipBack(bytes, start, text.end(row));
                fields.clear();
                long micros =
                        format == null ? detect(bytes, start, end, fields) : format.parse(bytes, start, end, fields);
                values[row] = dates ? Calendar.dayOfMicros(micros) : micros;
                if (micros == TimeFields.NONE) {
                    attempt.failed(in, row, type);
                } else if (format == null && isNumber(bytes, start, end)) {
                    in.changed(row, Loss.READ_AS_SECONDS);
                } else if (fields.isConverted()) {
                    in.changed(row, Loss.CONVERTED_TO_UTC);
                }
            }
        }
        return new LongColumn(type, values, in.result());
    }

    /** Whether there are digits alone, as seconds since 1970 are written. */
    private static boolean isNumber(byte[] bytes, int from, int to) {
        int first = bytes[from] == '-' ? from + 1 : from;
        for (int i = first; i < to; i++) {
            if (!Digits.isDigit(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /** Microseconds since 1970-01-01, or {@link TimeFields#NONE}. */
    static long detect(byte[] bytes, int from, int to, TimeFields fields) {
        long micros = IsoTime.parse(bytes, from, to, fields);
        if (micros != TimeFields.NONE || to - from > 40 || from == to) {
            return micros;
        }
        long number = wholeNumber(bytes, from, to);
        if (number != TimeFields.NONE) {
            return epoch(number);
        }
        for (TimeFormat format : OTHERS) {
            long other = format.parse(bytes, from, to, fields);
            if (other != TimeFields.NONE) {
                return other;
            }
        }
        return TimeFields.NONE;
    }

    private static long wholeNumber(byte[] bytes, int from, int to) {
        int first = bytes[from] == '-' ? from + 1 : from;
        for (int i = first; i < to; i++) {
            if (!Digits.isDigit(bytes[i])) {
                return TimeFields.NONE;
            }
        }
        return NumberParsing.parse(bytes, from, to, 0, Long.MAX_VALUE);
    }

    /** The unit follows from the size, as in Snowflake: below 31536000000 seconds, then milli, micro, nano. */
    private static long epoch(long number) {
        long size = Math.abs(number);
        long micros;
        if (size < 31_536_000_000L) {
            micros = number * Calendar.MICROS_PER_SECOND;
        } else if (size < 31_536_000_000_000L) {
            micros = number * 1000;
        } else {
            micros = size < 31_536_000_000_000_000L ? number : Math.floorDiv(number, 1000);
        }
        return Calendar.isInRange(Calendar.dayOfMicros(micros)) ? micros : TimeFields.NONE;
    }
}
