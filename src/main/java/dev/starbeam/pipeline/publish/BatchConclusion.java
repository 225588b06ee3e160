package dev.starbeam.pipeline.publish;

import dev.starbeam.report.RunSummary;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import java.io.IOException;
import java.util.Map;

/** Concludes batches: judges each, publishes it or doesn't, builds the marts; either way there is a summary. */
public final class BatchConclusion implements AutoCloseable {
    private final PublishSettings settings;
    private final BatchPublisher publisher;

    public BatchConclusion(PublishSettings settings) {
        this.settings = settings;
        this.publisher = new BatchPublisher(settings);
    }

    /** Concludes a batch; one that is concluded already changes nothing. */
    public RunSummary conclude(BatchRecord record) throws IOException {
        Judgement judgement = Judgement.of(settings.model(), record);
        SummaryWriter summary = new SummaryWriter(settings, record.planned(), judgement);
        if (judgement.failed() && !settings.publishOnFailure()) {
            return summary.stopped(record.files());
        }
        long begin = System.nanoTime();
        PublishReceipt published = publisher.publish(record, judgement);
        long loaded = System.nanoTime();
        MartsReceipt marts = publisher.buildMarts(record.planned().batchId());
        Map<String, Double> timings = Map.of(
                "read_and_check",
                (record.stagedMillis() - record.planned().startedMillis()) / 1e3,
                "publish",
                (loaded - begin) / 1e9,
                "marts",
                (System.nanoTime() - loaded) / 1e9);
        return summary.published(outcome(published, judgement), published, marts, publisher.computeUse(), timings);
    }

    private RunOutcome outcome(PublishReceipt receipt, Judgement judgement) {
        String where = settings.warehouse().toString();
        return receipt.outcome() == PublishReceipt.Outcome.ALREADY_PUBLISHED
                ? new RunOutcome.KnownAlready(where)
                : new RunOutcome.Published(where, judgement.failed());
    }

    @Override
    public void close() {
        publisher.close();
    }
}
