package dev.starbeam.quality.check.zscore;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.pushdown.JudgedRows;
import dev.starbeam.pushdown.KeySums;
import dev.starbeam.pushdown.KeyedLimits;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.bounds.LongBounds;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.statistic.KeyedMomentsState;
import dev.starbeam.quality.statistic.count.LongCounts;
import dev.starbeam.quality.statistic.moment.KeyMoments;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges published rows: the warehouse adds up each key's values and their squares as whole numbers, the limits are
 * computed from them here, and only for keys whose extremes are beyond them are rows counted.
 */
final class ZScorePushdown {
    private final Field column;
    private final @Nullable Field by;
    private final ZScoreLimits limits;
    private final long needed;
    private final TableFigures figures;
    private final List<KeyedLimits> suspicious = new ArrayList<>();
    private final LongCounts keysByValues = new LongCounts();
    private long judged;

    private ZScorePushdown(ZScore rule, Schema schema, TableFigures figures) {
        String key = rule.by();
        this.column = schema.field(rule.column());
        this.by = key == null ? null : schema.field(key);
        this.limits = new ZScoreLimits(rule.threshold(), rule.population());
        this.needed = ZScorePower.neededRows(rule.threshold(), rule.population());
        this.figures = figures;
    }

    static Pushdown of(ZScore rule, Schema schema, TableFigures figures) {
        String by = rule.by();
        if (isDouble(schema.field(rule.column())) || (by != null && isDouble(schema.field(by)))) {
            return Pushdown.None.OF_DOUBLES;
        }
        return figures.canSum(schema.field(rule.column()))
                ? new Pushdown.OfFigures(
                        (asked, state) -> new ZScorePushdown(rule, schema, asked).judge(rule.moments(state, schema)))
                : new Pushdown.None("sums of squares could have more than 38 digits");
    }

    private static boolean isDouble(Field field) {
        return field.type().kind() == Kind.DOUBLE;
    }

    /** Tells the state how many values each key has, and counts. */
    private JudgedRows judge(KeyedMomentsState moments) {
        figures.sums(column, by, this::judge);
        moments.countKeys(keysByValues);
        return new JudgedRows(judged, figures.beyond(column, by, suspicious));
    }

    private void judge(KeySums sums) {
        Column keys = by == null ? null : sums.keys().column(by.name());
        int scale = column.type().scale();
        for (int i = 0; i < sums.counts().length; i++) {
            long count = sums.counts()[i];
            judged += count;
            keysByValues.add(count, 1);
            LongBounds passing = count < needed
                    ? LongBounds.OPEN
                    : limits.longs(
                            new KeyMoments(
                                    count,
                                    new BigDecimal(sums.sums()[i], scale),
                                    new BigDecimal(sums.squares()[i], 2 * scale)),
                            scale);
            if (passing.excludes(sums.least()[i]) || passing.excludes(sums.greatest()[i])) {
                suspicious.add(new KeyedLimits(keys == null ? null : keys.display(i), passing.min(), passing.max()));
            }
        }
    }
}
