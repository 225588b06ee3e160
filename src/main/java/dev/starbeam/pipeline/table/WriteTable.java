package dev.starbeam.pipeline.table;

import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.spill.ParkedShard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Pass B over a table. In: its shards. Out: {@link BatchParts#FILES}, with those of flags and rejected rows; {@link
 * BatchParts#ROW_COUNTS}; {@link BatchParts#FLAGS}.
 */
final class WriteTable extends PTransform<PCollection<ParkedShard>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    private final TableChecks checks;
    private final transient PCollectionTuple profile;
    private final transient List<PCollectionView<?>> views;
    private final transient Function<FlagInputs, DoFn<ParkedShard, LoadFile>> writer;

    /**
     * @param profile what {@link ProfileTable} found out
     * @param views what the writer needs beside it
     * @param writer writes a shard
     */
    WriteTable(
            TableChecks checks,
            PCollectionTuple profile,
            List<PCollectionView<?>> views,
            Function<FlagInputs, DoFn<ParkedShard, LoadFile>> writer) {
        this.checks = checks;
        this.profile = profile;
        this.views = views;
        this.writer = writer;
    }

    @Override
    public PCollectionTuple expand(PCollection<ParkedShard> shards) {
        FlagInputs flags = FlagInputs.of(checks, profile);
        List<PCollectionView<?>> all = new ArrayList<>(views);
        all.addAll(flags.views());
        PCollectionTuple written = shards.apply(
                "Flag and write",
                ParDo.of(writer.apply(flags))
                        .withSideInputs(all)
                        .withOutputTags(
                                BatchParts.FILES,
                                TupleTagList.of(BatchParts.ROW_COUNTS).and(BatchParts.FLAGS)));
        written.get(BatchParts.FILES).setCoder(LoadFile.FileCoder.of());
        written.get(BatchParts.ROW_COUNTS).setCoder(RowCounts.CountsCoder.of());
        written.get(BatchParts.FLAGS).setCoder(BatchParts.FLAGS_CODER);
        return written;
    }
}
