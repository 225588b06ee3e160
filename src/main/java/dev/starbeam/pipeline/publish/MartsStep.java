package dev.starbeam.pipeline.publish;

import dev.starbeam.report.RunSummary;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.report.json.SummaryJson;
import dev.starbeam.report.json.SummaryReading;
import dev.starbeam.report.screen.EndScreen;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.cost.ComputeUse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds the marts of what is published, as a step of its own, and completes the summaries of its batches. */
public final class MartsStep {
    private final PublishSettings settings;

    public MartsStep(PublishSettings settings) {
        this.settings = settings;
    }

    /**
     * Builds the marts for all published batches that they don't hold yet, and when they are declared otherwise by now.
     *
     * @return those batches, or the last one; none when there was nothing to do
     */
    public List<String> run() throws IOException {
        try (BatchPublisher publisher = new BatchPublisher(settings)) {
            List<String> unbuilt = publisher.batchesWithoutMarts();
            String last = publisher.presentState().published().batchId();
            long begin = System.nanoTime();
            MartsReceipt built = last == null
                    ? new MartsReceipt(false, List.of())
                    : publisher.buildMarts(unbuilt.isEmpty() ? last : unbuilt.get(unbuilt.size() - 1));
            List<String> batches =
                    !built.built() ? List.of() : unbuilt.isEmpty() ? List.of(String.valueOf(last)) : unbuilt;
            if (!batches.isEmpty()) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                List<ComputeUse> compute = publisher.computeUse();
                for (String batch : batches) {
                    complete(batch, built, seconds, compute);
                }
            }
            return batches;
        }
    }

    /** A batch that was published from elsewhere may have its summary there. */
    private void complete(String batch, MartsReceipt built, double seconds, List<ComputeUse> compute)
            throws IOException {
        String file = settings.summaryFile(batch);
        RunSummary told = SummaryFiles.exists(file) ? read(file) : null;
        if (told == null) {
            return;
        }
        Map<String, Double> timings = new TreeMap<>(SummaryWriter.martTimings(built));
        timings.put("marts", seconds);
        RunSummary summary = told.withMarts(SummaryWriter.names(built), SummaryWriter.lines(compute), timings);
        SummaryFiles.write(file, SummaryJson.of(summary));
        SummaryFiles.write(settings.screenFile(batch), EndScreen.of(summary));
    }

    /** Nothing where the run that published has failed afterwards: its summary has no figures to complete. */
    private static @Nullable RunSummary read(String file) {
        try {
            return SummaryReading.of(SummaryFiles.read(file));
        } catch (IOException e) {
            return null;
        }
    }
}
