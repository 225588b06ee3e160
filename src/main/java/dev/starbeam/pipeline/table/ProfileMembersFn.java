package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.unique.HashKeys;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Pass A over a dimension: one state of its checks' statistics a batch of members. */
final class ProfileMembersFn extends DoFn<ColumnBatch, QualityState> {
    private static final long serialVersionUID = 1L;

    private final TableChecks checks;
    private final int partitions;

    ProfileMembersFn(TableChecks checks, int partitions) {
        this.checks = checks;
        this.partitions = partitions;
    }

    @ProcessElement
    public void profile(@Element ColumnBatch members, MultiOutputReceiver out) {
        QualityState state = checks.emptyState();
        state.observe(members, Selection.all(members.rows()));
        out.get(ProfileFact.STATES).output(state);
        HashKeys hashes = new HashKeys(UniqueChecks.of(checks), partitions);
        hashes.add(members);
        hashes.blocks().forEach((key, block) -> out.get(ProfileFact.KEYS).output(KV.of(key, block)));
    }
}
