package dev.starbeam.expression.kernel.time;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import java.time.zone.ZoneRules;

/** {@code convert_timezone}: what the clocks of one zone show when those of another show a time. */
public final class ZoneConversion {
    private ZoneConversion() {}

    /** Timestamps; a result outside the years 0001 to 9999 is an invalid row. */
    public static Kernel between(ZoneRules from, ZoneRules to) {
        return in -> {
            LongColumn times = in.longs(0);
            ZoneOffsets source = new ZoneOffsets(from);
            ZoneOffsets target = new ZoneOffsets(to);
            return RowLoop.longs(in, ColumnType.TIMESTAMP, row -> {
                long shown = times.value(row);
                long utc = shown - source.onWall(shown);
                long converted = utc + target.atUtc(utc);
                if (!Calendar.isInRange(Calendar.dayOfMicros(converted))) {
                    in.invalid(row, "convert_timezone: " + times.display(row) + " leaves the years 0001 to 9999");
                }
                return converted;
            });
        };
    }
}
