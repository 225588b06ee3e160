package dev.starbeam.expression.kernel.time;

/** The parts of a date and time while a text is being read. Mutable: one for each loop. */
final class TimeFields {
    /** What {@link #micros} answers when the parts are no moment. */
    static final long NONE = Long.MIN_VALUE;

    int year;
    int month;
    int day;
    int hour;
    int minute;
    int second;
    int micros;
    /** 0 before noon, 12 after, −1 when the text does not say. */
    int halfDay;

    void clear() {
        year = 1970;
        month = 1;
        day = 1;
        hour = 0;
        minute = 0;
        second = 0;
        micros = 0;
        halfDay = -1;
    }

    /** Microseconds since 1970-01-01, or {@link #NONE}. */
    long micros() {
        if (!Calendar.isDate(year, month, day) || minute > 59 || second > 59 || !isHour()) {
            return NONE;
        }
        int hours = halfDay < 0 ? hour : hour % 12 + halfDay;
        long seconds = hours * 3600L + minute * 60L + second;
        return Calendar.day(year, month, day) * Calendar.MICROS_PER_DAY + seconds * Calendar.MICROS_PER_SECOND + micros;
    }

    private boolean isHour() {
        return halfDay < 0 ? hour <= 23 : hour >= 1 && hour <= 12;
    }
}
