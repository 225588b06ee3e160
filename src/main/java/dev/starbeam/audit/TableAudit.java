package dev.starbeam.audit;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.pushdown.JudgedRows;
import dev.starbeam.pushdown.RowTest;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.check.CheckResult;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.JudgeChecks;
import dev.starbeam.quality.check.JudgedRule;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.QuantileState;
import dev.starbeam.quality.statistic.RowCountState;
import dev.starbeam.quality.statistic.StateSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges the checks of one published table by figures that the warehouse computes; rows are read for those checks only
 * whose figures SQL would round. Statistics and counts are put into the states that a run fills from rows, so both are
 * judged by the same code.
 */
final class TableAudit {
    private final TableChecks checks;
    private final Schema schema;
    private final TableFigures figures;
    private final QualityState state;
    private final FailureCountState failures = new FailureCountState();
    private final Map<CheckModel, Pushdown> pushed = new LinkedHashMap<>();
    private final List<CheckModel> read = new ArrayList<>();

    TableAudit(TableChecks checks, TableFigures figures) {
        this.checks = checks;
        this.schema = checks.schema();
        this.figures = figures;
        this.state = checks.emptyState();
        for (CheckModel check : checks.checks()) {
            Pushdown pushdown = JudgedRule.of(check).pushdown(checks, figures);
            if (pushdown instanceof Pushdown.None) {
                read.add(check);
            } else {
                pushed.put(check, pushdown);
            }
        }
    }

    /** One result a check, in the order declared. */
    List<CheckResult> judge() {
        measure();
        countRows();
        pushed.forEach((check, pushdown) -> {
            if (pushdown instanceof Pushdown.OfFigures asking) {
                add(check, asking.inquiry().ask(figures, state));
            }
        });
        if (!read.isEmpty()) {
            new RowAudit(checks, read, figures).judge(state, failures);
        }
        return JudgeChecks.judge(checks, state, failures);
    }

    /** The ids of the checks that rows were read for. */
    List<String> readChecks() {
        return read.stream().map(CheckModel::id).toList();
    }

    private void add(CheckModel check, JudgedRows rows) {
        failures.add(check.id(), rows.judged(), rows.flagged(), 0);
    }

    /** Rows, NULLs and quartiles. */
    private void measure() {
        Set<StateSpec> specs = new LinkedHashSet<>();
        pushed.forEach((check, pushdown) -> {
            if (!(pushdown instanceof Pushdown.OfFigures)) {
                specs.addAll(JudgedRule.of(check).statistics(schema));
            }
        });
        List<String> columns = specs.stream()
                .flatMap(spec -> spec.columns().stream())
                .distinct()
                .toList();
        List<Long> counts = figures.rowsAndNulls(columns);
        long rows = counts.get(0);
        ((RowCountState) state.state(new StateSpec.Rows())).add(rows);
        for (StateSpec spec : specs) {
            if (spec instanceof StateSpec.Nulls spied) {
                state.nulls(spied).add(rows, counts.get(columns.indexOf(spied.column()) + 1));
            } else if (spec instanceof StateSpec.Quantiles sorted) {
                addQuantiles(sorted, rows - counts.get(columns.indexOf(sorted.column()) + 1));
            } else {
                throw new IllegalArgumentException(spec + " is no statistic that a warehouse is asked for by itself");
            }
        }
    }

    private void addQuantiles(StateSpec.Quantiles spec, long values) {
        if (values > 0) {
            long[] ranks = QuantileState.quartileRanks(values);
            state.quantiles(spec).addSorted(values, ranks, figures.valuesAt(schema.field(spec.column()), ranks));
        }
    }

    /** All rules over single rows at once. */
    private void countRows() {
        Map<CheckModel, RowTest> tests = new LinkedHashMap<>();
        pushed.forEach((check, pushdown) -> {
            if (pushdown instanceof Pushdown.OfTest tested) {
                tests.put(check, tested.test().test(state));
            }
        });
        List<JudgedRows> counts = figures.count(List.copyOf(tests.values()));
        int i = 0;
        for (CheckModel check : tests.keySet()) {
            add(check, counts.get(i++));
        }
    }
}
