package dev.starbeam.quality.check.conflicts;

import dev.starbeam.model.check.Rule;
import dev.starbeam.model.loading.quality.DeclaredRule;
import dev.starbeam.model.loading.quality.RuleKey;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.quality.check.CheckWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code conflicts}: no two rows of one key and one version differ. */
public final class ConflictsCheck implements CheckDefinition {
    static final String NAME = "conflicts";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RuleKey> keys() {
        return List.of();
    }

    @Override
    public boolean flagsRows() {
        return true;
    }

    @Override
    public @Nullable Rule read(DeclaredRule declared) {
        if (!declared.choosesLatest()) {
            declared.mistake(
                    "conflicts compares rows of one key, of which the pipeline chooses the latest; of a fact it"
                            + " does so by deduplicate: {keys, latest_by} of its staged entity; expected that, or check: unique");
            return null;
        }
        Declared onFailure = declared.find("on_failure");
        if (onFailure != null && "quarantine".equals(onFailure.text("keep"))) {
            onFailure.mistake(
                    "of rows that conflict, those that were not chosen are in no table, so that none can be set"
                            + " aside; expected on_failure: keep");
        }
        return declared.key().isEmpty() ? null : new Conflicts(declared.key());
    }

    @Override
    public CheckWords words() {
        return new CheckWords(
                "{check: conflicts, table: dim_customers}",
                "rows of one key and one version that differ",
                "another row of the batch has the same key and the same version, and other values; these rows are compared"
                        + " as staged, before the latest is chosen",
                "rows of a dimension without a natural key",
                "nothing: rows that were not chosen are not published, so that an audit judges none");
    }
}
