package dev.starbeam.quality.check;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.StateSpec;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The checks of one fact or dimension, with what is needed to run them.
 *
 * @param table the table's name
 * @param schema its columns, natural keys among them, with those that are judged
 * @param checks its checks
 * @param references its references; empty for a dimension
 * @param canQuarantine whether rows may be set aside: those of a fact, not members of a dimension
 * @param measures columns whose sums are told of what is set aside
 */
public record TableChecks(
        String table,
        Schema schema,
        List<CheckModel> checks,
        List<ReferenceModel> references,
        boolean canQuarantine,
        List<String> measures)
        implements Serializable {
    /** Without measures. */
    public TableChecks(
            String table,
            Schema schema,
            List<CheckModel> checks,
            List<ReferenceModel> references,
            boolean canQuarantine) {
        this(table, schema, checks, references, canQuarantine, List.of());
    }

    public TableChecks {
        measures = List.copyOf(measures);
        checks = checks.stream().filter(check -> check.table().equals(table)).toList();
        references = List.copyOf(references);
    }

    /** A state that has seen no row yet, for the pass before the flags. */
    public QualityState emptyState() {
        Set<StateSpec> specs = new LinkedHashSet<>();
        specs.add(new StateSpec.Rows());
        checks.forEach(check -> specs.addAll(JudgedRule.of(check).statistics(schema)));
        return QualityState.of(specs);
    }

    /** Whether some check may hold rows back. */
    public boolean mayHold() {
        return checks.stream().anyMatch(check -> check.onFailure() == OnFailure.QUARANTINE);
    }

    /** The merged state as flags and verdicts need it: with all statistics, also where no row was seen. */
    public QualityState complete(QualityState merged) {
        merged.merge(emptyState());
        return merged;
    }

    /** The columns needed to judge rows, and so to flag them. */
    public List<String> judgedColumns() {
        Set<String> columns = new LinkedHashSet<>(emptyState().columns());
        checks.forEach(check -> columns.addAll(JudgedRule.of(check).judgedColumns(this)));
        return List.copyOf(columns);
    }
}
