package dev.starbeam.audit;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.pushdown.JudgedRows;
import dev.starbeam.pushdown.RowTest;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.JudgeChecks;
import dev.starbeam.quality.check.JudgedRule;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.statistic.QualityState;
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
            if (pushdown.isAnswered()) {
                pushed.put(check, pushdown);
            } else {
                read.add(check);
            }
        }
    }

    /** One result a check, in the order declared. */
    List<CheckResult> judge() {
        measure();
        countRows();
        pushed.forEach((check, pushdown) -> pushdown.ask(figures, state).ifPresent(rows -> add(check, rows)));
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
            if (pushdown.needsStatistics()) {
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
            long nulls = counts.get(columns.indexOf(spec.columns().get(0)) + 1);
            spec.measure(state, figures, rows, nulls);
        }
    }

    /** All rules over single rows at once. */
    private void countRows() {
        Map<CheckModel, RowTest> tests = new LinkedHashMap<>();
        pushed.forEach((check, pushdown) -> pushdown.countedBy(state).ifPresent(test -> tests.put(check, test)));
        List<JudgedRows> counts = figures.count(List.copyOf(tests.values()));
        int i = 0;
        for (CheckModel check : tests.keySet()) {
            add(check, counts.get(i++));
        }
    }
}
