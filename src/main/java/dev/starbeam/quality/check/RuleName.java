package dev.starbeam.quality.check;

import dev.starbeam.model.check.CheckModel.AcceptedValues;
import dev.starbeam.model.check.CheckModel.Iqr;
import dev.starbeam.model.check.CheckModel.NonNegative;
import dev.starbeam.model.check.CheckModel.NullRate;
import dev.starbeam.model.check.CheckModel.Range;
import dev.starbeam.model.check.CheckModel.References;
import dev.starbeam.model.check.CheckModel.RowCount;
import dev.starbeam.model.check.CheckModel.Rule;
import dev.starbeam.model.check.CheckModel.Unique;
import dev.starbeam.model.check.CheckModel.ZScore;
import java.util.Map;

/** A rule's name as declared in a pipeline. */
final class RuleName {
    private static final Map<Class<? extends Rule>, String> NAMES = Map.of(
            Iqr.class, "iqr",
            ZScore.class, "zscore",
            References.class, "references",
            NullRate.class, "null_rate",
            NonNegative.class, "non_negative",
            Unique.class, "unique",
            AcceptedValues.class, "accepted_values",
            Range.class, "range",
            RowCount.class, "row_count");

    private RuleName() {}

    static String of(Rule rule) {
        return NAMES.getOrDefault(rule.getClass(), rule.getClass().getSimpleName());
    }
}
