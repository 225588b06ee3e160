package dev.starbeam.expression.kernel.time;

import dev.starbeam.expression.kernel.number.Digits;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** How far the zone is ahead of UTC, in minutes; 0 where the text names none. */
    private int ahead;

    private @Nullable ZoneOffsets region;

    private boolean converted;

    /** Whether the answer is what the text says, not what clocks of UTC show then. */
    private final boolean onWall;

    TimeFields(boolean onWall) {
        this.onWall = onWall;
    }

    void clear() {
        year = 1970;
        month = 1;
        day = 1;
        hour = 0;
        minute = 0;
        second = 0;
        micros = 0;
        halfDay = -1;
        ahead = 0;
        region = null;
        converted = false;
    }

    /** Whether the answer is another time than the text shows, since that has another zone. */
    boolean isConverted() {
        return converted;
    }

    /**
     * An optional zone after at most one blank: {@code Z}, {@code UTC}, {@code GMT}, {@code ±HH}, {@code ±HHMM}, {@code
     * ±HH:MM} or a name of the IANA database.
     */
    void readZone(Digits in) {
        if (!in.hasMore()) {
            return;
        }
        in.skipOneOf(" ");
        if (!in.hasLetter()) {
            ahead = in.offset();
        } else if (!in.skipWord("Z") && !in.skipWord("UTC") && !in.skipWord("GMT")) {
            Optional<ZoneRules> rules = Zones.find(in.takeWord());
            rules.ifPresentOrElse(known -> region = new ZoneOffsets(known), in::fail);
        }
    }

    /** Microseconds since 1970-01-01 in UTC, or as the text says them; or {@link #NONE}. */
    long micros() {
        if (!Calendar.isDate(year, month, day) || minute > 59 || second > 59 || !isHour()) {
            return NONE;
        }
        int hours = halfDay < 0 ? hour : hour % 12 + halfDay;
        long seconds = hours * 3600L + minute * 60L + second;
        long shown = Calendar.day(year, month, day) * Calendar.MICROS_PER_DAY
                + seconds * Calendar.MICROS_PER_SECOND
                + micros;
        return onWall || (ahead == 0 && region == null) ? shown : utc(shown);
    }

    private long utc(long shown) {
        long offset = region == null ? ahead * 60L * Calendar.MICROS_PER_SECOND : region.onWall(shown);
        long utc = shown - offset;
        converted = offset != 0;
        return Calendar.isInRange(Calendar.dayOfMicros(utc)) ? utc : NONE;
    }

    private boolean isHour() {
        return halfDay < 0 ? hour <= 23 : hour >= 1 && hour <= 12;
    }
}
