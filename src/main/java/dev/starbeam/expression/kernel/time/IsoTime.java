package dev.starbeam.expression.kernel.time;

import dev.starbeam.expression.kernel.number.Digits;

/**
 * ISO 8601 dates and times from bytes: {@code YYYY-MM-DD[(T| )HH[:MM[:SS[.fraction]]][ ][zone]]}. Month, day
 * and hour may have one digit. Digits after the microsecond are dropped.
 */
final class IsoTime {
    private IsoTime() {}

    /** Microseconds since 1970-01-01, or {@link TimeFields#NONE}; {@code bytes[from, to)} has no blanks around. */
    static long parse(byte[] bytes, int from, int to, TimeFields fields) {
        if (to - from == 19) {
            long micros = fixed(bytes, from);
            if (micros != TimeFields.NONE) {
                return micros;
            }
        }
        return flexible(bytes, from, to, fields);
    }

    /** The usual form, {@code YYYY-MM-DD HH:MM:SS}, without a branch for each character. */
    private static long fixed(byte[] b, int i) {
        int misplaced = (b[i + 4] ^ '-') | (b[i + 7] ^ '-') | (b[i + 13] ^ ':') | (b[i + 16] ^ ':');
        boolean shape = misplaced == 0 && (b[i + 10] == ' ' || b[i + 10] == 'T');
        int century = two(b, i);
        int years = two(b, i + 2);
        int month = two(b, i + 5);
        int day = two(b, i + 8);
        int hour = two(b, i + 11);
        int minute = two(b, i + 14);
        int second = two(b, i + 17);
        int year = century * 100 + years;
        if (!shape
                || (century | years | month | day | hour | minute | second) < 0
                || hour > 23
                || minute > 59
                || second > 59
                || !Calendar.isDate(year, month, day)) {
            return TimeFields.NONE;
        }
        long seconds = Calendar.day(year, month, day) * 86_400 + hour * 3600L + minute * 60L + second;
        return seconds * Calendar.MICROS_PER_SECOND;
    }

    /** Two digits as a number, negative when one is none. */
    private static int two(byte[] b, int i) {
        int tens = b[i] - '0';
        int units = b[i + 1] - '0';
        return (tens | units | 9 - tens | 9 - units) < 0 ? -1 : tens * 10 + units;
    }

    private static long flexible(byte[] bytes, int from, int to, TimeFields fields) {
        Digits digits = new Digits(bytes, from, to);
        fields.clear();
        fields.year = digits.take(4, 4);
        digits.expect('-');
        fields.month = digits.take(1, 2);
        digits.expect('-');
        fields.day = digits.take(1, 2);
        if (digits.hasMore() && digits.skipOneOf(" Tt")) {
            time(digits, fields);
        }
        return digits.isDone() ? fields.micros() : TimeFields.NONE;
    }

    private static void time(Digits digits, TimeFields fields) {
        fields.hour = digits.take(1, 2);
        if (digits.skipOneOf(":")) {
            fields.minute = digits.take(2, 2);
            if (digits.skipOneOf(":")) {
                fields.second = digits.take(2, 2);
                if (digits.skipOneOf(".")) {
                    fields.micros = digits.fraction();
                }
            }
        }
        fields.readZone(digits);
    }
}
