package dev.starbeam.quality.check.nullrate;

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

/** {@code null_rate}: how many values are missing. */
public final class NullRateCheck implements CheckDefinition {
    static final String NAME = "null_rate";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RuleKey> keys() {
        return List.of(RuleKey.column(), RuleKey.required("max", Shape.SHARE, "The greatest share of NULLs"));
    }

    @Override
    public boolean flagsRows() {
        return false;
    }

    @Override
    public @Nullable Rule read(DeclaredRule declared) {
        Field column = declared.column();
        BigDecimal rate = declared.share("max", "the greatest share of NULLs that passes, 0 to 1");
        return column == null || rate == null ? null : new NullRate(column.name(), rate);
    }

    @Override
    public CheckWords words() {
        return new CheckWords(
                "{check: null_rate, column: customer_id, max: 0.3}",
                "the share of NULLs",
                "the share of NULLs is greater than `max`",
                "",
                "rows and NULLs");
    }
}
