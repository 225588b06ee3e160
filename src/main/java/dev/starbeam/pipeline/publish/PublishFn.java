package dev.starbeam.pipeline.publish;

import dev.starbeam.pipeline.publish.PublishInputs.JudgedTable;
import dev.starbeam.quality.check.CheckResult;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.JudgeChecks;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.LoadFile;
import dev.starbeam.run.RowAccounts;
import dev.starbeam.run.RunPlan;
import dev.starbeam.star.calendar.CalendarSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** Judges, publishes or doesn't, and writes the summary. */
final class PublishFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    private final RunPlan plan;
    private final PCollectionView<List<RowCounts>> rowCounts;
    private final PCollectionView<List<LoadFile>> files;
    private final PCollectionView<List<CalendarSpan>> spans;
    private final List<JudgedTable> tables;

    PublishFn(
            RunPlan plan,
            PCollectionView<List<RowCounts>> rowCounts,
            PCollectionView<List<LoadFile>> files,
            PCollectionView<List<CalendarSpan>> spans,
            List<JudgedTable> tables) {
        this.plan = plan;
        this.rowCounts = rowCounts;
        this.files = files;
        this.spans = spans;
        this.tables = tables;
    }

    @ProcessElement
    public void publish(ProcessContext context) throws IOException {
        RowAccounts accounts = RowAccounts.of(plan.model(), context.sideInput(rowCounts));
        List<LoadFile> staged = new ArrayList<>(context.sideInput(files));
        accounts.requireBalance(staged);
        List<CheckResult> results = judge(context);
        results.addAll(DeclaredLimits.judge(plan.model(), accounts));
        CalendarSpan days = context.sideInput(spans).stream().reduce(CalendarSpan.NONE, CalendarSpan::plus);
        BatchPublisher publisher = new BatchPublisher(plan, accounts, results);
        context.output(publisher.publish(staged, days).outcome());
    }

    /** A batch that is a part of the sources may bring no file for a table, which says nothing about the table. */
    private boolean isInBatch(String table) {
        return !plan.scope().isPart()
                || !plan.rangesOf(plan.model().sourceOf(table)).isEmpty();
    }

    private List<CheckResult> judge(ProcessContext context) throws IOException {
        List<CheckResult> results = new ArrayList<>();
        for (JudgedTable table : tables) {
            QualityState state = table.checks().emptyState();
            state.merge(table.state().state(context));
            FailureCountState failures = context.sideInput(table.failures());
            List<CheckResult> judged = JudgeChecks.judge(table.checks(), state, failures);
            results.addAll(
                    isInBatch(table.checks().table())
                            ? judged
                            : judged.stream().map(CheckResult::notInBatch).toList());
        }
        return results;
    }
}
