package dev.starbeam.quality.check.nonnegative;

import dev.starbeam.batch.Field;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.loading.quality.DeclaredRule;
import dev.starbeam.model.loading.quality.RuleKey;
import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.quality.check.CheckWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code non_negative}: no value is below 0. */
public final class NonNegativeCheck implements CheckDefinition {
    static final String NAME = "non_negative";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RuleKey> keys() {
        return List.of(RuleKey.column());
    }

    @Override
    public boolean flagsRows() {
        return true;
    }

    @Override
    public @Nullable Rule read(DeclaredRule declared) {
        Field column = declared.numericColumn(NAME);
        return column == null ? null : new NonNegative(column.name());
    }

    @Override
    public CheckWords words() {
        return new CheckWords(
                "{check: non_negative, column: unit_price, max_share: 0.01}",
                "rows below 0",
                "its value is below 0",
                "NULL",
                "rows judged and flagged");
    }
}
