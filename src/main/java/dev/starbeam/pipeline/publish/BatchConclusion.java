package dev.starbeam.pipeline.publish;

import dev.starbeam.report.RunSummary;
import dev.starbeam.run.PresentState;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.warehouse.DuplicateKeysException;
import dev.starbeam.warehouse.MartFailedException;
import dev.starbeam.warehouse.MartFigure;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        if (judgement.failed() && !settings.publishOnFailure() && !publisher.hasPublished(record)) {
            return new SummaryWriter(settings, record.planned(), judgement).stopped(record.files());
        }
        Map<String, Double> timings = new TreeMap<>();
        timings.put("read_and_check", (record.stagedMillis() - record.planned().startedMillis()) / 1e3);
        long begin = System.nanoTime();
        Publication published;
        try {
            published = publisher.publish(record, judgement);
        } catch (DuplicateKeysException e) {
            return new SummaryWriter(settings, record.planned(), judgement.refusing(SharedGrain.of(e, judgement)))
                    .unpublishable(SharedGrain.sentence(e), record.files());
        }
        long loaded = System.nanoTime();
        timings.put("publish", (loaded - begin) / 1e9);
        SummaryWriter summary =
                new SummaryWriter(settings, record.planned(), judgement.noting(settings.model(), published.leftOut()));
        MartsReceipt marts = NO_MARTS;
        if (withMarts && !published.isLeftOut()) {
            marts = buildMarts(summary, published, judgement, timings);
            timings.put("marts", (System.nanoTime() - loaded) / 1e9);
        }
        return write(summary, published, judgement, marts, timings);
    }

    /** Marts that fail leave a summary of what is published. */
    private MartsReceipt buildMarts(
            SummaryWriter summary, Publication published, Judgement judgement, Map<String, Double> timings)
            throws IOException {
        try {
            return publisher.buildMarts(summary.batchId());
        } catch (MartFailedException e) {
            try {
                write(summary, published, judgement, NO_MARTS, timings);
            } catch (IOException unwritten) {
                e.addSuppressed(unwritten);
            }
            throw e;
        }
    }

    private RunSummary write(
            SummaryWriter summary,
            Publication published,
            Judgement judgement,
            MartsReceipt marts,
            Map<String, Double> timings)
            throws IOException {
        PublishReceipt receipt = published.receipt();
        List<MartFigure> figures = marts.built()
                ? publisher.withHeld(
                        summary.batchId(),
                        judgement.held().stream().map(Judgement.Held::fact).collect(Collectors.toSet()))
                : List.of();
        return summary.showing(figures)
                .published(outcome(receipt, judgement), receipt, marts, publisher.computeUse(), timings);
    }

    /** Whether a batch is published. */
    public boolean isPublished(BatchRecord record) {
        return publisher.isPublished(record.planned().batchId());
    }

    /** The state that the pipeline's tables are in. */
    public PresentState presentState() {
        return publisher.presentState();
    }

    private RunOutcome.Concluded outcome(PublishReceipt receipt, Judgement judgement) {
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
