package dev.starbeam.generate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of each row of a table which kind of dirt it gets: one draw a row, so that kinds exclude one another. */
final class DirtPlan {
    private static final double DRAWS = 0x1p53;

    private final long seed;
    private final DirtKind[] kinds = DirtKind.values();
    private final long[] below = new long[kinds.length];
    private final long dirtyBelow;

    DirtPlan(long seed, GenerateSettings settings, SourceTable table) {
        this.seed = seed;
        Map<DirtKind, int[]> applicable = table.shape().dirtyColumns();
        double sum = 0;
        for (int i = 0; i < kinds.length; i++) {
            sum += applicable.containsKey(kinds[i]) ? settings.rate(kinds[i]) : 0;
            below[i] = (long) (sum * DRAWS);
        }
        dirtyBelow = below[kinds.length - 1];
    }

    /** The row's dirt; {@code null}: it is clean. */
    @Nullable
    DirtKind of(long row) {
        long draw = Draws.mix(seed + 0x9E3779B97F4A7C15L * row) >>> 11;
        return draw >= dirtyBelow ? null : kindBelow(draw);
    }

    private DirtKind kindBelow(long draw) {
        int index = 0;
        while (draw >= below[index]) {
            index++;
        }
        return kinds[index];
    }
}
