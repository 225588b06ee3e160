package dev.starbeam.expression.kernel.time;

import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.expression.kernel.number.Digits;
import dev.starbeam.expression.kernel.number.Powers;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One element of a date format.
 *
 * @param symbol which field
 * @param text the characters of a literal; else the element as written
 * @param digits digits of a fraction of a second
 * @param packed whether another number follows at once, so that exactly the full count of digits is read
 */
record TimeElement(Symbol symbol, String text, int digits, boolean packed) implements Serializable {
    static final String[] MONTHS = {
        "JANUARY",
        "FEBRUARY",
        "MARCH",
        "APRIL",
        "MAY",
        "JUNE",
        "JULY",
        "AUGUST",
        "SEPTEMBER",
        "OCTOBER",
        "NOVEMBER",
        "DECEMBER"
    };
    static final String[] DAYS = {"SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"};

    /** The elements of Snowflake's format language, longest spelling first where one starts another. */
    enum Symbol {
        YYYY,
        YY,
        MMMM,
        MM,
        MON,
        DD,
        DY,
        HH24,
        HH12,
        HH,
        AM,
        PM,
        MI,
        SS,
        FF,
        ZONE_WITH_COLON("TZH:TZM"),
        ZONE("TZHTZM"),
        TZH,
        LITERAL("");

        final String spelling;

        Symbol() {
            this.spelling = name();
        }

        Symbol(String spelling) {
            this.spelling = spelling;
        }

        /** The part of a moment that it is, in words; empty where a format may have it twice. */
        String part() {
            return switch (this) {
                case YYYY, YY -> "year";
                case MMMM, MM, MON -> "month";
                case DD -> "day of the month";
                case DY -> "day of the week";
                case HH24, HH12, HH -> "hour";
                case AM, PM -> "half of the day";
                case MI -> "minute";
                case SS -> "second";
                case FF -> "fraction of a second";
                case ZONE_WITH_COLON, ZONE, TZH -> "zone";
                case LITERAL -> "";
            };
        }

        boolean isNumber() {
            return switch (this) {
                case YYYY, YY, MM, DD, HH24, HH12, HH, MI, SS, FF -> true;
                default -> false;
            };
        }
    }

    /** Reads this element. */
    void read(Digits in, TimeFields fields) {
        int least = packed ? 2 : 1;
        switch (symbol) {
            case YYYY -> fields.year = in.take(4, 4);
            case YY -> fields.year = century(in.take(2, 2));
            case MM -> fields.month = in.take(least, 2);
            case MON -> fields.month = in.name(MONTHS, 3) + 1;
            case MMMM -> fields.month = in.name(MONTHS, 0) + 1;
            case DD -> fields.day = in.take(least, 2);
            case DY -> in.name(DAYS, 3);
            case HH24, HH12, HH -> fields.hour = in.take(least, 2);
            case AM, PM -> fields.halfDay = in.name(new String[] {"AM", "PM"}, 2) * 12;
            case MI -> fields.minute = in.take(least, 2);
            case SS -> fields.second = in.take(least, 2);
            case FF -> fields.micros = in.fraction();
            case ZONE_WITH_COLON, ZONE, TZH -> fields.readZone(in);
            case LITERAL -> literal(in);
        }
    }

    private void literal(Digits in) {
        for (int i = 0; i < text.length(); i++) {
            in.expect(text.charAt(i));
        }
    }

    /** Two-digit years from 70 belong to the 20th century, as Snowflake's default says. */
    private static int century(int year) {
        return year < 70 ? 2000 + year : 1900 + year;
    }

    /** Writes this element of a day and a time of day. */
    void write(long day, long microOfDay, TextColumnBuilder out) {
        long second = microOfDay / Calendar.MICROS_PER_SECOND;
        int hour = (int) (second / 3600);
        switch (symbol) {
            case YYYY -> number(Calendar.year(day), 4, out);
            case YY -> number(Calendar.year(day) % 100, 2, out);
            case MM -> number(Calendar.month(day), 2, out);
            case MON -> name(MONTHS[Calendar.month(day) - 1], 3, out);
            case MMMM -> name(MONTHS[Calendar.month(day) - 1], 9, out);
            case DD -> number(Calendar.dayOfMonth(day), 2, out);
            case DY -> name(DAYS[Calendar.dayOfWeek(day)], 3, out);
            case HH24, HH -> number(hour, 2, out);
            case HH12 -> number((hour + 11) % 12 + 1, 2, out);
            case AM, PM -> word(hour < 12 ? "AM" : "PM", out);
            case MI -> number(second / 60 % 60, 2, out);
            case SS -> number(second % 60, 2, out);
            case FF -> fraction(microOfDay % Calendar.MICROS_PER_SECOND, out);
            case ZONE_WITH_COLON -> word("Z", out);
            case ZONE -> word("+0000", out);
            case TZH -> word("+00", out);
            case LITERAL -> word(text, out);
        }
    }

    private void fraction(long micros, TextColumnBuilder out) {
        String nanos = String.format(Locale.ROOT, "%06d000", micros);
        word(nanos.substring(0, digits), out);
    }

    private static void name(String upper, int most, TextColumnBuilder out) {
        int end = Math.min(most, upper.length());
        word(upper.charAt(0) + upper.substring(1, end).toLowerCase(java.util.Locale.ROOT), out);
    }

    private static void word(String text, TextColumnBuilder out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.appendPart(utf8, 0, utf8.length);
    }

    private static void number(long value, int width, TextColumnBuilder out) {
        for (int place = width - 1; place >= 0; place--) {
            out.appendPart((byte) ('0' + value / Powers.ten(place) % 10));
        }
    }
}
