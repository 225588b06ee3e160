package dev.starbeam.pipeline.landing;

import dev.starbeam.ingest.Sources;
import dev.starbeam.model.source.SourceModel;
import dev.starbeam.pipeline.publish.PublishInputs;
import dev.starbeam.pipeline.table.RangeList;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.source.RangePack;
import dev.starbeam.source.Source;
import dev.starbeam.source.SplitRanges;
import dev.starbeam.warehouse.landing.LandedRow;
import dev.starbeam.warehouse.landing.RawLanding;
import dev.starbeam.warehouse.table.RawTables;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** Adds the sources that land in schema {@code raw} to the graph. They are read once more, beside staging. */
public final class RawLandings {
    private static final long FILE_BYTES = 256L << 20;
    private static final int MOST_FILES = 1000;

    private final RunPlan plan;
    private final Sources sources;
    private final Map<String, RangeList> reads;
    private final PublishInputs publish;

    public RawLandings(RunPlan plan, Sources sources, Map<String, RangeList> reads, PublishInputs publish) {
        this.plan = plan;
        this.sources = sources;
        this.reads = reads;
        this.publish = publish;
    }

    public void addTo(Pipeline target) {
        plan.model().sources().stream().filter(SourceModel::landed).forEach(source -> add(target, source));
    }

    private void add(Pipeline target, SourceModel source) {
        Source read = sources.of(source);
        PCollection<RangePack> ranges = target.apply(
                "Find " + source.name() + " to land",
                SplitRanges.of(read, plan.rangesOf(source.name())).listedBy(RangeList.among(reads, source.name())));
        Optional<PTransform<PCollection<LandedRow>, PDone>> landing =
                plan.warehouse().landing(plan.model(), landing(source));
        if (landing.isPresent()) {
            ranges.apply("Read " + source.name() + " to land", ParDo.of(new ReadRawFn(read)))
                    .setCoder(LandedRow.coder())
                    .apply("Land " + source.name(), landing.get());
        } else {
            publish.landed(ranges.apply(
                            "Stage " + source.name() + " to land",
                            ParDo.of(new WriteRawFn(read, plan.publishDirectory())))
                    .setCoder(LoadFile.FileCoder.of()));
        }
    }

    private RawLanding landing(SourceModel source) {
        long files = Math.max(1, plan.textBytesOf(source.name()) / FILE_BYTES);
        return new RawLanding(
                plan.model().name(),
                plan.batchId(),
                RawTables.of(source),
                plan.staging() + "/raw/" + source.name(),
                (int) Math.min(files, MOST_FILES));
    }
}
