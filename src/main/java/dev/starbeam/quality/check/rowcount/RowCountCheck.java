package dev.starbeam.quality.check.rowcount;

import dev.starbeam.model.check.Rule;
import dev.starbeam.model.loading.quality.DeclaredRule;
import dev.starbeam.model.loading.quality.RuleKey;
import dev.starbeam.model.loading.quality.RuleKey.Shape;
import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.quality.check.CheckWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code row_count}: how many rows a table has. */
public final class RowCountCheck implements CheckDefinition {
    static final String NAME = "row_count";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RuleKey> keys() {
        return List.of(
                RuleKey.optional("min", Shape.TEXT, "The least that passes", ""),
                RuleKey.optional("max", Shape.TEXT, "The greatest that passes", ""));
    }

    @Override
    public List<String> atLeastOneOf() {
        return List.of("min", "max");
    }

    @Override
    public boolean flagsRows() {
        return false;
    }

    @Override
    public @Nullable Rule read(DeclaredRule declared) {
        if (!declared.has("min") && !declared.has("max")) {
            declared.mistake("check row_count needs \"min\", \"max\" or both");
        }
        Long min = declared.count("min", "a number of rows");
        Long max = declared.count("max", "a number of rows");
        if (min != null && max != null && min > max) {
            declared.mistake("min (" + min + ") is greater than max (" + max + "); no table could pass");
        }
        return new RowCount(min, max);
    }

    @Override
    public CheckWords words() {
        return new CheckWords(
                "{check: row_count, min: 1, max: 1000000, id: some orders}",
                "the number of rows",
                "the number of rows to be published, those held back left out, is below `min` or above `max`",
                "",
                "rows and NULLs");
    }
}
