package dev.starbeam.quality.check.expression;

import dev.starbeam.expression.Expression;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.loading.quality.DeclaredRule;
import dev.starbeam.model.loading.quality.RuleKey;
import dev.starbeam.model.loading.quality.RuleKey.Shape;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.quality.check.CheckWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code expression}: a condition over the columns of each row, as SQL's CHECK has it. */
public final class ExpressionCheck implements CheckDefinition {
    static final String NAME = "expression";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RuleKey> keys() {
        return List.of(RuleKey.required(
                "expression",
                Shape.EXPRESSION,
                "The condition that every row fulfils; where it is NULL, the row passes"));
    }

    @Override
    public boolean flagsRows() {
        return true;
    }

    @Override
    public @Nullable Rule read(DeclaredRule declared) {
        Declared text = declared.require("expression", "the condition that every row fulfils");
        Expression condition = text == null ? null : declared.condition(text);
        if (text != null && condition != null && condition.columns().isEmpty()) {
            text.mistake("the condition reads no column, so that it holds for every row or for none");
            return null;
        }
        return condition == null ? null : new ExpressionRule(condition);
    }

    @Override
    public CheckWords words() {
        return new CheckWords(
                "{check: expression, expression: \"total_amount >= 0 or quantity < 0\"}",
                "rows for which the condition is false",
                "the condition is false, or can't be computed; where it is NULL the row passes, as in SQL's CHECK",
                "",
                "rows for which it is false, if it compares columns and literals of one type; else rows are read");
    }
}
