package dev.starbeam.quality.check.unique;

import dev.starbeam.model.check.Rule;
import dev.starbeam.model.loading.quality.DeclaredRule;
import dev.starbeam.model.loading.quality.RuleKey;
import dev.starbeam.model.loading.quality.RuleKey.Shape;
import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.quality.check.CheckWords;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code unique}: no two rows share a key. */
public final class UniqueCheck implements CheckDefinition {
    static final String NAME = "unique";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RuleKey> keys() {
        return List.of(RuleKey.optional(
                "columns", Shape.LIST, "Columns that no two rows share", "the grain; of a dimension they are named"));
    }

    @Override
    public boolean flagsRows() {
        return true;
    }

    @Override
    public @Nullable Rule read(DeclaredRule declared) {
        List<String> columns = declared.columns("columns", declared.key());
        if (canNeverFail(declared, columns)) {
            declared.mistake("unique can't fail here: of several rows with one " + String.join(", ", declared.key())
                    + " the latest was chosen before; expected check: conflicts, which compares them before that, or"
                    + " columns that are not the key");
            return null;
        }
        boolean isGrain = declared.isFact() && new HashSet<>(columns).equals(new HashSet<>(declared.key()));
        return columns.isEmpty() ? null : new Unique(columns, isGrain);
    }

    /**
     * Of a dimension, one row of each key is chosen. Columns that are named beside a declared {@code latest_by} are a
     * promise of their own, which another natural key could break.
     */
    private static boolean canNeverFail(DeclaredRule declared, List<String> columns) {
        boolean promised = declared.has("columns") && declared.hasVersion();
        return !declared.isFact() && !promised && !declared.key().isEmpty() && columns.containsAll(declared.key());
    }

    @Override
    public CheckWords words() {
        return new CheckWords(
                "{check: unique}",
                "rows that share values",
                "another row has the same values",
                "rows with a NULL among them, but for the grain, where NULL equals NULL",
                "rows that share values, by `group by`");
    }
}
