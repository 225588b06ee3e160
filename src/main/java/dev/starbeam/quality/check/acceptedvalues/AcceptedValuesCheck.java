package dev.starbeam.quality.check.acceptedvalues;

import dev.starbeam.batch.Field;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.loading.quality.DeclaredRule;
import dev.starbeam.model.loading.quality.RuleKey;
import dev.starbeam.model.loading.quality.RuleKey.Shape;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Literals;
import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.quality.check.CheckWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code accepted_values}: every value is one of a list. */
public final class AcceptedValuesCheck implements CheckDefinition {
    static final String NAME = "accepted_values";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RuleKey> keys() {
        return List.of(RuleKey.column(), RuleKey.required("values", Shape.FILLED_LIST, "The values that pass"));
    }

    @Override
    public boolean flagsRows() {
        return true;
    }

    @Override
    public @Nullable Rule read(DeclaredRule declared) {
        Field column = declared.column();
        Declared list = declared.require("values", "the list of values that pass");
        if (list == null) {
            return null;
        }
        List<String> values = new ArrayList<>();
        for (Declared item : list.items("a list of values")) {
            String value = item.text("a value");
            if (value != null && (column == null || isPossible(value, column, item))) {
                values.add(value);
            }
        }
        if (list.isList() && list.items("").isEmpty()) {
            list.mistake("values is empty; no row could pass");
        }
        return column == null ? null : new AcceptedValues(column.name(), List.copyOf(values));
    }

    /** Says so where the column can't have the value, since no row could be compared with it. */
    private static boolean isPossible(String value, Field column, Declared item) {
        if (!Literals.check(value, column, item)) {
            return false;
        }
        try {
            AcceptedKeys.of(column, List.of(value));
            return true;
        } catch (IllegalArgumentException e) {
            item.mistake(String.valueOf(e.getMessage()));
            return false;
        }
    }

    @Override
    public CheckWords words() {
        return new CheckWords(
                "{check: accepted_values, table: dim_customers, column: country, values: [United Kingdom, France]}",
                "rows with another value",
                "its value, as text, is not in the list",
                "NULL",
                "rows judged and flagged");
    }
}
