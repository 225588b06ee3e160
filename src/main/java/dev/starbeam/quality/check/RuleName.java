package dev.starbeam.quality.check;

import dev.starbeam.model.CheckModel.AcceptedValues;
import dev.starbeam.model.CheckModel.Iqr;
import dev.starbeam.model.CheckModel.NonNegative;
import dev.starbeam.model.CheckModel.NullRate;
import dev.starbeam.model.CheckModel.Range;
import dev.starbeam.model.CheckModel.References;
import dev.starbeam.model.CheckModel.RowCount;
import dev.starbeam.model.CheckModel.Rule;
import dev.starbeam.model.CheckModel.Unique;
import dev.starbeam.model.CheckModel.ZScore;
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
