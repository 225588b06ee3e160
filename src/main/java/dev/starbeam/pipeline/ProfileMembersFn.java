package dev.starbeam.pipeline;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.analyzer.QualityState;
import dev.starbeam.quality.check.TableChecks;
import org.apache.beam.sdk.transforms.DoFn;

/** Pass A over a dimension: one state of its checks' statistics a batch of members. */
final class ProfileMembersFn extends DoFn<ColumnBatch, QualityState> {
    private static final long serialVersionUID = 1L;

    private final TableChecks checks;

    ProfileMembersFn(TableChecks checks) {
        this.checks = checks;
    }

    @ProcessElement
    public void profile(@Element ColumnBatch members, OutputReceiver<QualityState> out) {
        QualityState state = checks.emptyState();
        state.observe(members, Selection.all(members.rows()));
        out.output(state);
    }
}
