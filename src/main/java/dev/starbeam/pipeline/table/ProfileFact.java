package dev.starbeam.pipeline.table;

import dev.starbeam.model.check.CheckModel;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.star.calendar.CalendarSpan;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Pass A over a fact. In: its staged shards. Out: {@link #STATES}, where one state a shard is parked with the statistics that its checks
 * need; {@link #SPANS}, the days that its rows refer to; {@link #KEYS}, where the hashes are parked that {@code unique}
 * checks compare. Reads only the columns that this takes.
 */
public final class ProfileFact extends PTransform<PCollection<ParkedShard>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    public static final TupleTag<ParkedBlock> STATES = new TupleTag<>("states") {};
    public static final TupleTag<CalendarSpan> SPANS = new TupleTag<>("spans") {};
    public static final TupleTag<KV<String, ParkedBlock>> KEYS = new TupleTag<>("keys") {};

    private final transient FactInputs inputs;
    private final TableChecks checks;
    private final List<String> dateKeys;
    private final List<CheckModel> unique;
    private final ParkingDirectory directory;
    private final int partitions;

    private ProfileFact(
            FactInputs inputs,
            TableChecks checks,
            List<String> dateKeys,
            List<CheckModel> unique,
            ParkingDirectory directory,
            int partitions) {
        this.inputs = inputs;
        this.checks = checks;
        this.dateKeys = dateKeys;
        this.unique = unique;
        this.directory = directory;
        this.partitions = partitions;
    }

    /**
     * @param dateKeys the fact's key columns that refer to the date dimension
     * @param unique the {@code unique} checks whose keys must be compared
     * @param partitions over how many partitions those keys are spread
     */
    public static ProfileFact of(
            FactInputs inputs,
            TableChecks checks,
            List<String> dateKeys,
            List<CheckModel> unique,
            ParkingDirectory directory,
            int partitions) {
        return new ProfileFact(inputs, checks, dateKeys, unique, directory, partitions);
    }

    @Override
    public PCollectionTuple expand(PCollection<ParkedShard> shards) {
        PCollectionTuple profiled = shards.apply(
                "Observe",
                ParDo.of(new ProfileFactFn(inputs, checks, dateKeys, unique, directory, partitions))
                        .withSideInputs(inputs.views())
                        .withOutputTags(STATES, TupleTagList.of(SPANS).and(KEYS)));
        profiled.get(STATES).setCoder(ParkedBlock.BlockCoder.of());
        profiled.get(SPANS).setCoder(CalendarSpan.SpanCoder.of());
        profiled.get(KEYS).setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of()));
        return profiled;
    }
}
