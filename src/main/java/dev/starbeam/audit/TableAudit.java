package dev.starbeam.audit;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.CheckModel.Iqr;
import dev.starbeam.model.check.CheckModel.NullRate;
import dev.starbeam.model.check.CheckModel.References;
import dev.starbeam.model.check.CheckModel.Unique;
import dev.starbeam.model.check.CheckModel.ZScore;
import dev.starbeam.pushdown.JudgedRows;
import dev.starbeam.pushdown.ReferencedKey;
import dev.starbeam.pushdown.RowTest;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.check.CheckResult;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.JudgeChecks;
import dev.starbeam.quality.check.RowTests;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.QuantileState;
import dev.starbeam.quality.statistic.RequiredStates;
import dev.starbeam.quality.statistic.RowCountState;
import dev.starbeam.quality.statistic.StateSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Judges the checks of one published table by figures that the warehouse computes; rows are read for those checks only
 * whose figures SQL would round. Statistics and counts are put into the states that a run fills from rows, so both are
 * judged by the same code.
 */
final class TableAudit {
    private final TableChecks checks;
    private final Schema schema;
    private final TableFigures figures;
    private final Function<References, List<ReferencedKey>> references;
    private final QualityState state;
    private final FailureCountState failures = new FailureCountState();
    private final List<CheckModel> pushed = new ArrayList<>();
    private final List<CheckModel> read = new ArrayList<>();

    /** @param references the keys that a check of references judges */
    TableAudit(TableChecks checks, TableFigures figures, Function<References, List<ReferencedKey>> references) {
        this.checks = checks;
        this.schema = checks.schema();
        this.figures = figures;
        this.references = references;
        this.state = checks.emptyState();
        checks.checks().forEach(check -> (canPush(check) ? pushed : read).add(check));
    }

    /** One result a check, in the order declared. */
    List<CheckResult> judge() {
        measure();
        countRows();
        for (CheckModel check : pushed) {
            if (check.rule() instanceof Unique rule) {
                add(check, figures.sharing(rule.columns()));
            } else if (check.rule() instanceof References rule) {
                add(check, figures.orphans(references.apply(rule)));
            } else if (check.rule() instanceof ZScore rule) {
                add(check, new DeviationAudit(rule, schema, figures).judge(state));
            }
        }
        if (!read.isEmpty()) {
            new RowAudit(checks, read, figures).judge(state, failures);
        }
        return JudgeChecks.judge(checks, state, failures);
    }

    /** The ids of the checks that rows were read for. */
    List<String> readChecks() {
        return read.stream().map(CheckModel::id).toList();
    }

    /** Doubles are compared and added up by rules of their own, and very wide sums have too many digits. */
    private boolean canPush(CheckModel check) {
        if (check.rule() instanceof NullRate || check.rule().judgedColumn().isEmpty()) {
            return true;
        }
        Field column = schema.field(check.rule().judgedColumn().get());
        if (check.rule() instanceof ZScore rule) {
            return !isDouble(column)
                    && (rule.by() == null || !isDouble(schema.field(rule.by())))
                    && figures.canSum(column);
        }
        return !isDouble(column);
    }

    private static boolean isDouble(Field field) {
        return field.type().kind() == ColumnType.Kind.DOUBLE;
    }

    private void add(CheckModel check, JudgedRows rows) {
        failures.add(check.id(), rows.judged(), rows.flagged(), 0);
    }

    /** Rows, NULLs and quartiles. */
    private void measure() {
        Set<StateSpec> specs = new LinkedHashSet<>();
        for (CheckModel check : pushed) {
            if (check.rule() instanceof NullRate rule) {
                specs.add(RequiredStates.of(rule, schema));
            } else if (check.rule() instanceof Iqr rule) {
                specs.add(RequiredStates.of(rule, schema));
            }
        }
        List<String> columns =
                specs.stream().map(spec -> spec.columns().get(0)).distinct().toList();
        List<Long> counts = figures.rowsAndNulls(columns);
        long rows = counts.get(0);
        ((RowCountState) state.state(new StateSpec.Rows())).add(rows);
        for (StateSpec spec : specs) {
            long nulls = counts.get(columns.indexOf(spec.columns().get(0)) + 1);
            if (spec instanceof StateSpec.Nulls spied) {
                state.nulls(spied).add(rows, nulls);
            } else if (spec instanceof StateSpec.Quantiles sorted && rows > nulls) {
                long[] ranks = QuantileState.quartileRanks(rows - nulls);
                long[] values = figures.valuesAt(schema.field(sorted.column()), ranks);
                state.quantiles(sorted).addSorted(rows - nulls, ranks, values);
            }
        }
    }

    /** All rules over single values at once. */
    private void countRows() {
        Map<CheckModel, RowTest> tests = new LinkedHashMap<>();
        for (CheckModel check : pushed) {
            RowTests.of(check, schema, state).ifPresent(test -> tests.put(check, test));
        }
        List<JudgedRows> counts = figures.count(List.copyOf(tests.values()));
        int i = 0;
        for (CheckModel check : tests.keySet()) {
            add(check, counts.get(i++));
        }
    }
}
