package dev.starbeam.quality.check.iqr;

import dev.starbeam.batch.Field;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.loading.quality.DeclaredRule;
import dev.starbeam.model.loading.quality.RuleKey;
import dev.starbeam.model.loading.quality.RuleKey.Shape;
import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.quality.check.CheckWords;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code iqr}: outliers by the interquartile range. */
public final class IqrCheck implements CheckDefinition {
    static final String NAME = "iqr";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RuleKey> keys() {
        return List.of(
                RuleKey.column(),
                RuleKey.optional(
                        "factor", Shape.POSITIVE, "How many interquartile ranges beyond the quartiles", "1.5"));
    }

    @Override
    public boolean flagsRows() {
        return true;
    }

    @Override
    public @Nullable Rule read(DeclaredRule declared) {
        Field column = declared.numericColumn(NAME);
        BigDecimal factor = declared.positive("factor", new BigDecimal("1.5"));
        return column == null ? null : new Iqr(column.name(), factor);
    }

    @Override
    public CheckWords words() {
        return new CheckWords(
                "{check: iqr, column: quantity, factor: 1.5, severity: warn}",
                "rows outside Q1 − factor·IQR … Q3 + factor·IQR",
                "its value is below Q1 − factor·IQR or above Q3 + factor·IQR",
                "NULL",
                "the values at the ranks that quartiles are made of, by `row_number`; then rows judged and flagged");
    }
}
