package dev.starbeam.staging;

import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.source.RangePack;
import dev.starbeam.source.RangeParts;
import dev.starbeam.source.Source;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.staging.PartStager.Outcome;
import dev.starbeam.words.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Stages one pack, part by part or side by side, and tells where each row has gone. */
final class StageRangeFn extends DoFn<RangePack, ParkedShard> {
    private static final long serialVersionUID = 1L;

    private final StagingModel model;
    private final Source source;
    private final ParkingDirectory directory;
    private final RejectedRowSink.Factory rejects;
    private final Counter staged = Metrics.counter(Progress.COUNTERS, "staged");

    StageRangeFn(StagingModel model, Source source, ParkingDirectory directory, RejectedRowSink.Factory rejects) {
        this.model = model;
        this.source = source;
        this.directory = directory;
        this.rejects = rejects;
    }

    @ProcessElement
    public void stage(@Element RangePack pack, MultiOutputReceiver out) throws IOException {
        // Only when all parts are parked: a fused step may read the files before output() returns, and nothing of a
        // range that fails half-way may come out.
        for (Outcome outcome : park(pack)) {
            staged.inc(outcome.entity().read());
            outcome.rejectFiles().forEach(out.get(StageRows.REJECT_FILES)::output);
            out.get(StageRows.SUMS).output(outcome.sums());
            out.get(StageRows.ROW_COUNTS).output(outcome.source());
            out.get(StageRows.ROW_COUNTS).output(outcome.entity());
            outcome.parked().forEach(out.get(StageRows.STAGED)::output);
        }
    }

    private List<Outcome> park(RangePack pack) throws IOException {
        PartStager stager = new PartStager(model, directory, rejects);
        try (RangeParts parts = pack.read(source)) {
            if (parts.atATime() > 1) {
                return parkSideBySide(parts, stager);
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (RangeParts.Part part : parts.list()) {
                outcomes.add(stager.stage(part));
            }
            return outcomes;
        }
    }

    private static List<Outcome> parkSideBySide(RangeParts parts, PartStager stager) throws IOException {
        List<Callable<Outcome>> work = new ArrayList<>();
        parts.list().forEach(part -> work.add(() -> stager.stage(part)));
        return SideBySide.all(work, parts.atATime(), () -> breakOff(parts));
    }

    private static void breakOff(RangeParts parts) {
        try {
            parts.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
