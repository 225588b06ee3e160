package dev.starbeam.pipeline.table;

import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Pass A over a dimension. In: its members. Out: {@link ProfileFact#STATES} and {@link ProfileFact#KEYS}, as for a fact.
 */
public final class ProfileMembers extends PTransform<PCollection<ParkedShard>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    private final TableChecks checks;
    private final ParkingDirectory directory;
    private final int partitions;

    private ProfileMembers(TableChecks checks, ParkingDirectory directory, int partitions) {
        this.checks = checks;
        this.directory = directory;
        this.partitions = partitions;
    }

    /** @param partitions over how many partitions the keys that must be compared are spread */
    public static ProfileMembers of(TableChecks checks, ParkingDirectory directory, int partitions) {
        return new ProfileMembers(checks, directory, partitions);
    }

    @Override
    public PCollectionTuple expand(PCollection<ParkedShard> members) {
        PCollectionTuple profiled = members.apply(
                "Observe",
                ParDo.of(new ProfileMembersFn(checks, directory, partitions))
                        .withOutputTags(ProfileFact.STATES, TupleTagList.of(ProfileFact.KEYS)));
        profiled.get(ProfileFact.STATES).setCoder(ParkedBlock.BlockCoder.of());
        profiled.get(ProfileFact.KEYS).setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of()));
        return profiled;
    }
}
