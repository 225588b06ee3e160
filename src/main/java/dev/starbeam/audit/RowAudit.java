package dev.starbeam.audit;

import dev.starbeam.batch.Field;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.JudgedRule;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.StateSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Judges checks over single columns as a run does: reads the rows for their statistics, and again to flag them. */
final class RowAudit {
    private final TableChecks checks;
    private final TableFigures figures;
    private final List<Field> columns;

    RowAudit(TableChecks table, List<CheckModel> read, TableFigures figures) {
        this.checks = new TableChecks(
                table.table(),
                table.schema(),
                read.stream().map(RowAudit::keepingRows).toList(),
                table.references(),
                false);
        this.figures = figures;
        this.columns =
                checks.judgedColumns().stream().map(table.schema()::field).toList();
    }

    /** Rows that are published are set aside no more. */
    private static CheckModel keepingRows(CheckModel check) {
        return new CheckModel(check.id(), check.table(), check.rule(), check.severity(), OnFailure.KEEP, check.max());
    }

    /** Adds the statistics and counts of these checks. */
    void judge(QualityState state, FailureCountState failures) {
        QualityState own = QualityState.of(specs());
        if (!own.columns().isEmpty()) {
            figures.read(columns, rows -> own.observe(rows, Selection.all(rows.rows())));
        }
        RowFlagger flagger = RowFlagger.of(checks, own);
        figures.read(
                columns,
                rows -> flagger.flag(rows, Selection.all(rows.rows()), ExternalFlags.NONE)
                        .addTo(failures));
        state.merge(own);
    }

    private Set<StateSpec> specs() {
        Set<StateSpec> specs = new LinkedHashSet<>();
        checks.checks().forEach(check -> specs.addAll(JudgedRule.of(check).statistics(checks.schema())));
        return specs;
    }
}
