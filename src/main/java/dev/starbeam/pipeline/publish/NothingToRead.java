package dev.starbeam.pipeline.publish;

import dev.starbeam.report.RunSummary;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.RunPlan;
import dev.starbeam.warehouse.MartsReceipt;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run does when the tables are in the state it would bring them to: it builds the marts that a run left unbuilt when
 * it died, or that are declared otherwise by now.
 */
public final class NothingToRead {
    private NothingToRead() {}

    /** Writes this run's own summary, too, or what has become of it. That of the batch in the tables stays as it is, and is named. */
    public static RunSummary conclude(RunPlan plan) throws IOException {
        PublishSettings settings = PublishSettings.of(plan);
        try (BatchPublisher publisher = new BatchPublisher(settings)) {
            String last = publisher.presentState().published().batchId();
            MartsReceipt marts = last == null ? new MartsReceipt(false, List.of()) : publisher.buildMarts(last);
            RunOutcome.NothingNew nothingNew =
                    new RunOutcome.NothingNew(plan.warehouse().toString(), SummaryWriter.names(marts));
            return SummaryWriter.nothingNew(plan, nothingNew, earlier(settings, last), marts, publisher.computeUse());
        }
    }

    private static RunSummary.@Nullable Earlier earlier(PublishSettings settings, @Nullable String last)
            throws IOException {
        if (last == null) {
            return null;
        }
        String summary = settings.summaryFile(last);
        return new RunSummary.Earlier(last, SummaryFiles.exists(summary) ? summary : null);
    }
}
