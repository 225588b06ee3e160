package dev.starbeam.star.calendar;

import dev.starbeam.coder.RecordCoder;
import dev.starbeam.model.DateDimensionModel;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The days that facts refer to, as the first and the last; spans merge in any order. Decides how far the calendar
 * runs where the model leaves an end open.
 *
 * @param first days since 1970-01-01, greater than {@code last} when no day was seen
 * @param last days since 1970-01-01
 */
public record CalendarSpan(long first, long last) implements Serializable {
    /** No day. */
    public static final CalendarSpan NONE = new CalendarSpan(Long.MAX_VALUE, Long.MIN_VALUE);

    /** The days of date keys; key 0, whatever is no key of a day, and the {@code sentinels} are left out. */
    public static CalendarSpan ofKeys(long[] dateKeys, long... sentinels) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (long key : dateKeys) {
            if (key > 0 && (key < least || key > greatest) && !isOneOf(sentinels, key)) {
                least = Math.min(least, key);
                greatest = Math.max(greatest, key);
            }
        }
        return greatest == Long.MIN_VALUE ? NONE : new CalendarSpan(day(least), day(greatest));
    }

    private static boolean isOneOf(long[] sentinels, long key) {
        for (long sentinel : sentinels) {
            if (sentinel == key) {
                return true;
            }
        }
        return false;
    }

    /** The days of both. */
    public CalendarSpan plus(CalendarSpan other) {
        return new CalendarSpan(Math.min(first, other.first), Math.max(last, other.last));
    }

    public boolean isEmpty() {
        return first > last;
    }

    /**
     * The calendar's first and last day: as declared, an open end going to the end of its year,
     * within the days that can be members. Nothing when an end is
     * open and no day was seen, or when all days seen lie beyond the declared end.
     */
    public Optional<Range> range(DateDimensionModel model) {
        LocalDate from = model.from();
        LocalDate to = model.to();
        if (isEmpty() && (from == null || to == null)) {
            return Optional.empty();
        }
        LocalDate begin =
                from != null ? from : later(LocalDate.ofEpochDay(first).withDayOfYear(1), model.earliest());
        LocalDate end = to != null
                ? to
                : earlier(LocalDate.ofEpochDay(last).withMonth(12).withDayOfMonth(31), model.latest());
        return begin.isAfter(end) ? Optional.empty() : Optional.of(new Range(begin, end));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static long day(long key) {
        return LocalDate.of((int) (key / 10_000), (int) (key / 100 % 100), (int) (key % 100))
                .toEpochDay();
    }

    /** The first and last day of a calendar, both included. */
    public record Range(LocalDate first, LocalDate last) {}

    /** Carries both days in 16 bytes. Deterministic. */
    public static final class SpanCoder extends RecordCoder<CalendarSpan> {
        private static final long serialVersionUID = 1L;
        private static final SpanCoder INSTANCE = new SpanCoder();

        private SpanCoder() {}

        public static SpanCoder of() {
            return INSTANCE;
        }

        @Override
        protected void write(CalendarSpan span, DataOutputStream out) throws IOException {
            out.writeLong(span.first);
            out.writeLong(span.last);
        }

        @Override
        protected CalendarSpan read(DataInputStream in) throws IOException {
            return new CalendarSpan(in.readLong(), in.readLong());
        }
    }
}
