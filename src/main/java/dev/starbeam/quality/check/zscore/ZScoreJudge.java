package dev.starbeam.quality.check.zscore;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import dev.starbeam.quality.bounds.DoubleBounds;
import dev.starbeam.quality.bounds.LongBounds;
import dev.starbeam.quality.check.Describe;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.Positions;
import dev.starbeam.quality.check.RowJudge;
import dev.starbeam.quality.statistic.KeyedMomentsState;
import dev.starbeam.quality.statistic.StateSpec;
import dev.starbeam.quality.statistic.key.Keys;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A value is less than t standard deviations from the mean of its key's values. The limits of each key are computed
 * once, so a row costs one look-up and two comparisons. NULL, and a NULL key, is not judged; NaN and the infinities
 * are flagged where their key has at least one finite value.
 */
final class ZScoreJudge implements RowJudge {
    private static final int MOST_DESCRIBED = 10_000;

    private final ZScore rule;
    private final KeyedMomentsState moments;
    private final int scale;
    private final long[] longLimits;
    private final double[] doubleLimits;
    private final Map<Integer, String> described = new ConcurrentHashMap<>();

    ZScoreJudge(ZScore rule, StateSpec.Moments spec, KeyedMomentsState moments) {
        this.rule = rule;
        this.moments = moments;
        this.scale = spec.type().scale();
        int keys = moments.keys().size();
        ZScoreLimits limits = new ZScoreLimits(rule.threshold(), rule.population());
        long needed = ZScorePower.neededRows(rule.threshold(), rule.population());
        this.longLimits = spec.type().isLongBacked() ? longLimits(limits, keys, needed) : new long[0];
        this.doubleLimits = spec.type().isLongBacked() ? new double[0] : doubleLimits(limits, keys, needed);
    }

    private long[] longLimits(ZScoreLimits limits, int keys, long needed) {
        long[] pairs = new long[2 * keys];
        for (int id = 0; id < keys; id++) {
            LongBounds bounds = moments.count(id) < needed ? LongBounds.OPEN : limits.longs(moments.moments(id), scale);
            pairs[2 * id] = bounds.min();
            pairs[2 * id + 1] = bounds.max();
        }
        return pairs;
    }

    private double[] doubleLimits(ZScoreLimits limits, int keys, long needed) {
        double[] pairs = new double[2 * keys];
        for (int id = 0; id < keys; id++) {
            DoubleBounds bounds =
                    moments.count(id) < needed ? DoubleBounds.FINITE : limits.doubles(moments.moments(id));
            pairs[2 * id] = bounds.min();
            pairs[2 * id + 1] = bounds.max();
        }
        return pairs;
    }

    @Override
    public int judge(ColumnBatch batch, Selection kept, ExternalFlags external, Positions flagged) {
        int[] ids = new int[kept.size()];
        if (rule.by() != null) {
            moments.keys().find(batch.column(rule.by()), kept, ids);
        }
        return batch.column(rule.column()) instanceof LongColumn longs
                ? judgeLongs(longs, kept, ids, flagged)
                : judgeDoubles(batch.doubles(rule.column()), kept, ids, flagged);
    }

    private int judgeLongs(LongColumn column, Selection kept, int[] ids, Positions flagged) {
        long[] values = column.values();
        Validity validity = column.validity();
        boolean hasNulls = validity.hasNulls();
        int judged = 0;
        for (int i = 0; i < ids.length; i++) {
            int row = kept.position(i);
            int id = ids[i];
            if (id == Keys.ABSENT || (hasNulls && validity.isNull(row))) {
                continue;
            }
            judged++;
            if (values[row] < longLimits[2 * id] || values[row] > longLimits[2 * id + 1]) {
                flagged.add(row);
            }
        }
        return judged;
    }

    private int judgeDoubles(DoubleColumn column, Selection kept, int[] ids, Positions flagged) {
        double[] values = column.values();
        int judged = 0;
        for (int i = 0; i < ids.length; i++) {
            int row = kept.position(i);
            int id = ids[i];
            if (id == Keys.ABSENT || column.isNull(row) || moments.count(id) == 0) {
                continue;
            }
            judged++;
            if (!(values[row] >= doubleLimits[2 * id] && values[row] <= doubleLimits[2 * id + 1])) {
                flagged.add(row);
            }
        }
        return judged;
    }

    @Override
    public String observed(ColumnBatch batch, int row) {
        return Describe.value(batch, rule.column(), row);
    }

    @Override
    public String expected(ColumnBatch batch, int row) {
        String by = rule.by();
        if (by == null) {
            return describe(0, "all rows");
        }
        Column key = batch.column(by);
        int id = moments.keys().find(key, row);
        return describe(id, by + " " + key.display(row));
    }

    /** A key's rows are flagged together, and square roots to many digits are slow; of many keys a few are remembered. */
    private String describe(int id, String rows) {
        if (described.size() > MOST_DESCRIBED) {
            described.clear();
        }
        return described.computeIfAbsent(id, key -> ZScoreWords.deviation(moments.moments(key), rule, scale, rows));
    }
}
