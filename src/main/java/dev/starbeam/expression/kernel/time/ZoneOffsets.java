package dev.starbeam.expression.kernel.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * How far a zone's clocks are ahead of UTC, in microseconds. Remembers the time between two changes of the clocks that was
 * asked for last. Mutable: one for each loop.
 */
final class ZoneOffsets {
    private final ZoneRules rules;
    private long from = 1;
    private long to = 0;
    private long offset;

    ZoneOffsets(ZoneRules rules) {
        this.rules = rules;
    }

    /** At a moment. */
    long atUtc(long micros) {
        if (micros < from || micros >= to) {
            remember(Instant.ofEpochSecond(Math.floorDiv(micros, Calendar.MICROS_PER_SECOND)));
        }
        return offset;
    }

    /**
     * When the zone's own clocks show a time. A time that they show twice is the first; one that they leave out is read by
     * the clock before the change, so that it lies as far behind it as it says.
     */
    long onWall(long micros) {
        long utc = micros - offset;
        if (utc - Calendar.MICROS_PER_DAY >= from && utc + Calendar.MICROS_PER_DAY < to) {
            return offset;
        }
        LocalDateTime shown =
                LocalDateTime.ofEpochSecond(Math.floorDiv(micros, Calendar.MICROS_PER_SECOND), 0, ZoneOffset.UTC);
        long found = micros(rules.getOffset(shown));
        atUtc(micros - found);
        return found;
    }

    private void remember(Instant moment) {
        offset = micros(rules.getOffset(moment));
        ZoneOffsetTransition before = rules.previousTransition(moment.plusSeconds(1));
        ZoneOffsetTransition after = rules.nextTransition(moment);
        from = before == null ? Long.MIN_VALUE / 2 : before.toEpochSecond() * Calendar.MICROS_PER_SECOND;
        to = after == null ? Long.MAX_VALUE / 2 : after.toEpochSecond() * Calendar.MICROS_PER_SECOND;
    }

    private static long micros(ZoneOffset ahead) {
        return ahead.getTotalSeconds() * Calendar.MICROS_PER_SECOND;
    }
}
