package dev.starbeam.audit;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.check.CheckModel.ZScore;
import dev.starbeam.pushdown.JudgedRows;
import dev.starbeam.pushdown.KeySums;
import dev.starbeam.pushdown.KeyedLimits;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.check.DeviationLimits;
import dev.starbeam.quality.check.DeviationLimits.Limits;
import dev.starbeam.quality.statistic.KeyedMomentsState;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.RequiredStates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges one {@code zscore} check: the warehouse adds up each key's values and their squares as whole numbers, the
 * limits are computed from them here, and only for keys whose extremes are beyond them are rows counted.
 */
final class DeviationAudit {
    private final Field column;
    private final @Nullable Field by;
    private final ZScore rule;
    private final Schema schema;
    private final TableFigures figures;
    private final DeviationLimits limits;
    private final List<KeyedLimits> suspicious = new ArrayList<>();
    private long judged;

    DeviationAudit(ZScore rule, Schema schema, TableFigures figures) {
        this.rule = rule;
        this.schema = schema;
        this.column = schema.field(rule.column());
        String key = rule.by();
        this.by = key == null ? null : schema.field(key);
        this.figures = figures;
        this.limits = new DeviationLimits(rule, column.type().scale());
    }

    /** Adds the sums to the state, and counts. */
    JudgedRows judge(QualityState state) {
        KeyedMomentsState moments = state.moments(RequiredStates.of(rule, schema));
        figures.sums(column, by, sums -> judge(sums, moments));
        return new JudgedRows(judged, figures.beyond(column, by, suspicious));
    }

    private void judge(KeySums sums, KeyedMomentsState moments) {
        Column keys = by == null ? null : sums.keys().column(by.name());
        int[] numbers = moments.addSums(keys, sums.counts(), sums.sums(), sums.squares());
        for (int i = 0; i < numbers.length; i++) {
            judged += sums.counts()[i];
            Limits passing = limits.of(moments.moments(numbers[i]));
            if (passing.excludeSome(sums.least()[i], sums.greatest()[i])) {
                suspicious.add(new KeyedLimits(keys == null ? null : keys.display(i), passing.min(), passing.max()));
            }
        }
    }
}
