package dev.starbeam.pipeline;

import dev.starbeam.claim.StagedShard;
import dev.starbeam.quality.analyzer.QualityState;
import dev.starbeam.quality.analyzer.QualityStateCoder;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.star.calendar.CalendarSpan;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Pass A over a fact. In: its staged shards. Out: {@link #STATES}, one state a shard with the statistics that its checks
 * need, and {@link #SPANS}, the days that its rows refer to. Reads only the columns that this takes; writes nothing.
 */
final class ProfileFact extends PTransform<PCollection<StagedShard>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    static final TupleTag<QualityState> STATES = new TupleTag<>("states") {};
    static final TupleTag<CalendarSpan> SPANS = new TupleTag<>("spans") {};

    private final transient FactInputs inputs;
    private final TableChecks checks;
    private final List<String> dateKeys;

    private ProfileFact(FactInputs inputs, TableChecks checks, List<String> dateKeys) {
        this.inputs = inputs;
        this.checks = checks;
        this.dateKeys = dateKeys;
    }

    /** @param dateKeys the fact's key columns that refer to the date dimension */
    static ProfileFact of(FactInputs inputs, TableChecks checks, List<String> dateKeys) {
        return new ProfileFact(inputs, checks, dateKeys);
    }

    @Override
    public PCollectionTuple expand(PCollection<StagedShard> shards) {
        PCollectionTuple profiled = shards.apply(
                "Observe",
                ParDo.of(new ProfileFactFn(inputs, checks, dateKeys))
                        .withSideInputs(inputs.views())
                        .withOutputTags(STATES, TupleTagList.of(SPANS)));
        profiled.get(STATES).setCoder(QualityStateCoder.of());
        profiled.get(SPANS).setCoder(SerializableCoder.of(CalendarSpan.class));
        return profiled;
    }
}
