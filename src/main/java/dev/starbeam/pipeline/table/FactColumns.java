package dev.starbeam.pipeline.table;

import dev.starbeam.model.FactModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.quality.check.TableChecks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of a fact's columns a pass needs. */
public final class FactColumns {
    private FactColumns() {}

    /** What the checks' statistics are made of, and the keys of days. */
    public static Set<String> profiled(
            FactModel fact, TableChecks checks, List<String> dateKeys, List<CheckModel> unique) {
        Set<String> columns = new HashSet<>(checks.emptyState().columns());
        columns.addAll(dateKeys);
        unique.forEach(check -> columns.addAll(check.rule().comparedColumns()));
        columns.remove(Provenance.SOURCE_FILE);
        columns.remove(Provenance.SOURCE_OFFSET);
        return columns;
    }
}
