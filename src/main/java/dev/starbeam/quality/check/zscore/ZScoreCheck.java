package dev.starbeam.quality.check.zscore;

import dev.starbeam.batch.Field;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.loading.quality.DeclaredRule;
import dev.starbeam.model.loading.quality.RuleKey;
import dev.starbeam.model.loading.quality.RuleKey.Shape;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.quality.check.CheckWords;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code zscore}: values far from the mean of their group. */
public final class ZScoreCheck implements CheckDefinition {
    static final String NAME = "zscore";

    private static final Map<String, Boolean> DEVIATION = new TreeMap<>(Map.of("sample", false, "population", true));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RuleKey> keys() {
        return List.of(
                RuleKey.column(),
                RuleKey.optional(
                        "by", Shape.TEXT, "Rows with the same value here are compared; without it all rows", ""),
                RuleKey.optional("threshold", Shape.POSITIVE, "How many deviations from the mean", "3"),
                RuleKey.choice("deviation", "Which standard deviation", "sample", "population"));
    }

    @Override
    public boolean flagsRows() {
        return true;
    }

    @Override
    public @Nullable Rule read(DeclaredRule declared) {
        Field column = declared.numericColumn(NAME);
        Declared by = declared.find("by");
        Field key = by == null ? null : declared.columns().resolve(by);
        BigDecimal threshold = declared.positive("threshold", BigDecimal.valueOf(3));
        boolean population = declared.choice("deviation", DEVIATION, false);
        return column == null || (by != null && key == null)
                ? null
                : new ZScore(column.name(), key == null ? null : key.name(), threshold, population);
    }

    @Override
    public CheckWords words() {
        return new CheckWords(
                "{check: zscore, column: total_amount, by: customer_id, threshold: 3, deviation: sample, on_failure: quarantine}",
                "rows `threshold` deviations or more from the mean of those with the same `by`",
                "|x − mean| ≥ threshold · s, among the rows with the same `by`",
                "NULL value or key",
                "n, Σx, Σx² and extremes by key, as whole numbers of up to 38 digits; then rows beyond the limits of those keys whose extremes are, 500 keys a statement");
    }
}
