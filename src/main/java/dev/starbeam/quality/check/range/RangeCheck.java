package dev.starbeam.quality.check.range;

import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.batch.Field;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.loading.quality.DeclaredRule;
import dev.starbeam.model.loading.quality.RuleKey;
import dev.starbeam.model.loading.quality.RuleKey.Shape;
import dev.starbeam.model.loading.yaml.Literals;
import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.quality.check.CheckWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code range}: every value lies between two literals. */
public final class RangeCheck implements CheckDefinition {
    static final String NAME = "range";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RuleKey> keys() {
        return List.of(
                RuleKey.column(),
                RuleKey.optional("min", Shape.TEXT, "The least that passes", ""),
                RuleKey.optional("max", Shape.TEXT, "The greatest that passes", ""));
    }

    @Override
    public List<String> atLeastOneOf() {
        return List.of("min", "max");
    }

    @Override
    public boolean flagsRows() {
        return true;
    }

    @Override
    public @Nullable Rule read(DeclaredRule declared) {
        Field column = declared.column();
        if (!declared.has("min") && !declared.has("max")) {
            declared.mistake("check range needs \"min\", \"max\" or both");
        }
        if (column == null) {
            return null;
        }
        if (column.type().kind() == Kind.TEXT || column.type().kind() == Kind.BOOLEAN) {
            declared.mistake(
                    "check range needs a number, date or timestamp, \"" + column.name() + "\" is " + column.type());
            return null;
        }
        String min = declared.literal("min", column);
        String max = declared.literal("max", column);
        if (min != null && max != null && Literals.compare(min, max, column) > 0) {
            declared.mistake("min (" + min + ") is greater than max (" + max + "); no row could pass");
        }
        return new Range(column.name(), min, max);
    }

    @Override
    public CheckWords words() {
        return new CheckWords(
                "{check: range, column: ordered_at, min: 2010-01-01, max: 2011-12-31 23:59:59}",
                "rows below `min` or above `max`, literals of the column's type",
                "it is below `min` or above `max`",
                "NULL",
                "rows judged and flagged");
    }
}
