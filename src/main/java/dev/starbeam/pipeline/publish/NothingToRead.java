package dev.starbeam.pipeline.publish;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.report.RunSummary;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.report.json.SummaryReading;
import dev.starbeam.run.RowAccounts;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.batch.PlannedBatch;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.cost.ComputeUse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a run does when the tables are in the state it would bring them to: it builds the marts that a run left unbuilt when
 * it died, or that are declared otherwise by now.
 */
public final class NothingToRead {
    private NothingToRead() {}

    /** A run that has failed leaves another kind of summary, which can't be completed. */
    private static boolean isSummarized(RunPlan plan) throws IOException {
        if (!SummaryFiles.exists(plan.summaryFile())) {
            return false;
        }
        try {
            SummaryReading.of(SummaryFiles.read(plan.summaryFile()));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Writes the summary, too, or what has become of it. */
    public static RunSummary conclude(RunPlan plan) throws IOException {
        PipelineModel model = plan.model();
        Judgement nothing = new Judgement(RowAccounts.of(model, List.of()), List.of(), List.of());
        SummaryWriter summary = new SummaryWriter(PublishSettings.of(plan), PlannedBatch.of(plan), nothing);
        PublishReceipt receipt = new PublishReceipt(PublishReceipt.Outcome.ALREADY_PUBLISHED, List.of());
        try (BatchPublisher publisher = new BatchPublisher(PublishSettings.of(plan))) {
            String last = publisher.presentState().published().batchId();
            MartsReceipt marts = last == null ? new MartsReceipt(false, List.of()) : publisher.buildMarts(last);
            List<ComputeUse> compute = publisher.computeUse();
            RunOutcome.NothingNew nothingNew =
                    new RunOutcome.NothingNew(plan.warehouse().toString(), SummaryWriter.names(marts));
            return isSummarized(plan)
                    ? summary.again(nothingNew, marts, compute)
                    : summary.published(nothingNew, receipt, marts, compute, Map.of());
        }
    }
}
