package dev.starbeam.pipeline.publish;

import dev.starbeam.pipeline.table.TablePlan;
import dev.starbeam.quality.check.CheckResult;
import dev.starbeam.quality.check.JudgeChecks;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.run.LoadFile;
import dev.starbeam.run.RowAccounts;
import dev.starbeam.run.RunPlan;
import dev.starbeam.star.calendar.CalendarSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/** Judges, publishes or doesn't, and writes the summary. */
final class PublishFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    private final RunPlan plan;
    private final PublishViews views;

    PublishFn(RunPlan plan, PublishViews views) {
        this.plan = plan;
        this.views = views;
    }

    @ProcessElement
    public void publish(ProcessContext context) throws IOException {
        RowAccounts accounts = RowAccounts.of(plan.model(), context.sideInput(views.rowCounts()));
        List<LoadFile> staged = new ArrayList<>(context.sideInput(views.files()));
        accounts.requireBalance(staged);
        List<CheckResult> results = judge(context);
        results.addAll(DeclaredLimits.judge(plan.model(), accounts));
        CalendarSpan days = context.sideInput(views.spans()).stream().reduce(CalendarSpan.NONE, CalendarSpan::plus);
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
        for (TableChecks table : TablePlan.checks(plan.model())) {
            List<CheckResult> judged =
                    JudgeChecks.judge(table, views.state(table, context), views.flagged(table.table(), context));
            results.addAll(
                    isInBatch(table.table())
                            ? judged
                            : judged.stream().map(CheckResult::notInBatch).toList());
        }
        return results;
    }
}
