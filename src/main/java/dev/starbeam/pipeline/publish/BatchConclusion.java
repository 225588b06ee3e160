package dev.starbeam.pipeline.publish;

import dev.starbeam.report.RunSummary;
import dev.starbeam.run.PresentState;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Concludes batches: judges each, publishes it or doesn't, builds the marts; either way there is a summary. */
public final class BatchConclusion implements AutoCloseable {
    private static final MartsReceipt NO_MARTS = new MartsReceipt(false, List.of());

    private final PublishSettings settings;
    private final BatchPublisher publisher;

    public BatchConclusion(PublishSettings settings) {
        this.settings = settings;
        this.publisher = new BatchPublisher(settings);
    }

    /** Concludes a batch; one that is concluded already changes nothing. */
    public RunSummary conclude(BatchRecord record) throws IOException {
        return conclude(record, true);
    }

    /** Judges a batch and publishes it or doesn't. Marts are left to {@link MartsStep}, which completes the summary. */
    public RunSummary publish(BatchRecord record) throws IOException {
        return conclude(record, false);
    }

    private RunSummary conclude(BatchRecord record, boolean withMarts) throws IOException {
        Judgement judgement = Judgement.of(settings.model(), record);
        if (judgement.failed() && !settings.publishOnFailure()) {
            return new SummaryWriter(settings, record.planned(), judgement).stopped(record.files());
        }
        Map<String, Double> timings = new TreeMap<>();
        timings.put("read_and_check", (record.stagedMillis() - record.planned().startedMillis()) / 1e3);
        long begin = System.nanoTime();
        Publication published = publisher.publish(record, judgement);
        long loaded = System.nanoTime();
        timings.put("publish", (loaded - begin) / 1e9);
        MartsReceipt marts = NO_MARTS;
        if (withMarts && !published.isLeftOut()) {
            marts = publisher.buildMarts(record.planned().batchId());
            timings.put("marts", (System.nanoTime() - loaded) / 1e9);
        }
        return new SummaryWriter(settings, record.planned(), judgement.noting(settings.model(), published.leftOut()))
                .published(
                        outcome(published.receipt(), judgement),
                        published.receipt(),
                        marts,
                        publisher.computeUse(),
                        timings);
    }

    /** Whether a batch is published. */
    public boolean isPublished(BatchRecord record) {
        return publisher.isPublished(record.planned().batchId());
    }

    /** The state that the pipeline's tables are in. */
    public PresentState presentState() {
        return publisher.presentState();
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
