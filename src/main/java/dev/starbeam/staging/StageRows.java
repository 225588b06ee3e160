package dev.starbeam.staging;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.source.ContentSum;
import dev.starbeam.source.RangePack;
import dev.starbeam.source.Source;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads ranges of a source and normalises their rows into one staged entity.
 *
 * <p>In: ranges of the entity's source. Out: {@link #STAGED}, a descriptor for each piece of rows, which are parked
 * with the staged columns, {@code _source_file} and {@code _source_offset}; {@link #ROW_COUNTS}, where every row has
 * gone, for the source and for the entity; {@link #REJECT_FILES}, files of rejected rows; {@link #SUMS}, checksums of
 * what was read.
 *
 * <p>The rows and their order within a range do not depend on the runner. Cost: one read of the source, one write of
 * the staged columns.
 */
public final class StageRows extends PTransform<PCollection<RangePack>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    /** Descriptors of the parked rows. */
    public static final TupleTag<ParkedShard> STAGED = new TupleTag<>("staged") {};

    /** Where the rows have gone. */
    public static final TupleTag<RowCounts> ROW_COUNTS = new TupleTag<>("row_counts") {};

    /** Files of rejected rows. */
    public static final TupleTag<String> REJECT_FILES = new TupleTag<>("rejectFiles") {};

    /** What was read of files. */
    public static final TupleTag<List<ContentSum>> SUMS = new TupleTag<>("sums") {};

    private final StagingModel model;
    private final Source source;
    private final ParkingDirectory directory;
    private final RejectedRowSink.Factory rejects;

    private StageRows(StagingModel model, Source source, ParkingDirectory directory, RejectedRowSink.Factory rejects) {
        this.model = model;
        this.source = source;
        this.directory = directory;
        this.rejects = rejects;
    }

    /** Stages {@code model} from {@code source}, parking rows in {@code directory}. */
    public static StageRows of(
            StagingModel model, Source source, ParkingDirectory directory, RejectedRowSink.Factory rejects) {
        return new StageRows(model, source, directory, rejects);
    }

    /** The columns of the parked rows: those staged, then file and offset. */
    public static Schema schema(StagingModel model) {
        return RowStager.stagedSchema(model);
    }

    @Override
    public PCollectionTuple expand(PCollection<RangePack> ranges) {
        PCollectionTuple staged = ranges.apply(
                "Stage",
                ParDo.of(new StageRangeFn(model, source, directory, rejects))
                        .withOutputTags(
                                STAGED,
                                TupleTagList.of(ROW_COUNTS).and(REJECT_FILES).and(SUMS)));
        staged.get(STAGED).setCoder(ParkedShard.ShardCoder.of());
        staged.get(ROW_COUNTS).setCoder(RowCounts.CountsCoder.of());
        staged.get(REJECT_FILES).setCoder(StringUtf8Coder.of());
        staged.get(SUMS).setCoder(ContentSum.SumsCoder.of());
        return staged;
    }
}
