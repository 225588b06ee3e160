package dev.starbeam.star.dimension;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.reject.RowTally;
import dev.starbeam.star.derivation.Rejections;
import dev.starbeam.star.derivation.RowOutcomes;
import dev.starbeam.star.join.LookupViews;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Merges the partials of one partition and makes them members. */
final class AssembleMembersFn extends DoFn<KV<Integer, Iterable<ColumnBatch>>, ColumnBatch> {
    private static final long serialVersionUID = 1L;

    private final DimensionModel model;
    private final MemberAssembler assembler;
    private final LookupViews lookups;
    private final RejectedRowSink.Factory rejects;

    AssembleMembersFn(
            DimensionModel model, MemberAssembler assembler, LookupViews lookups, RejectedRowSink.Factory rejects) {
        this.model = model;
        this.assembler = assembler;
        this.lookups = lookups;
        this.rejects = rejects;
    }

    @ProcessElement
    public void assemble(ProcessContext context, MultiOutputReceiver out) throws IOException {
        LatestMembersState latest = new LatestMembersState(model);
        context.element().getValue().forEach(latest::observe);
        MemberAssembler.Members made =
                assembler.assemble(latest.members(), lookups.tables(context, assembler.requiredTables()));
        out.get(BuildDimension.MEMBERS).output(made.members());
        out.get(BuildDimension.TALLIES).output(tally(latest, made));
        try (RejectedRowSink sink = rejects.open(model.name())) {
            for (int row = 0; row < made.outcomes().rows(); row++) {
                if (!made.outcomes().lives(row)) {
                    sink.add(rejected(made, row));
                }
            }
            sink.finish().ifPresent(out.get(BuildDimension.REJECT_FILES)::output);
        }
    }

    private RejectedRow rejected(MemberAssembler.Members made, int row) {
        int cause = made.outcomes().causeNumber(row);
        if (made.outcomes().kind(row) == RowOutcomes.Kind.UNMATCHED) {
            return Rejections.unmatched(
                    model.name(), made.latest(), row, model.lookups().get(cause));
        }
        return Rejections.row(
                model.name(),
                made.latest(),
                row,
                RejectReason.INVALID_VALUE,
                model.columns().get(cause).name(),
                made.outcomes().invalidReason(row));
    }

    /** Reads nothing anew: partial rows that a later one beats are superseded, the others are members or rejected. */
    private RowTally tally(LatestMembersState latest, MemberAssembler.Members made) {
        RowOutcomes outcomes = made.outcomes();
        Map<String, Long> rejected = new TreeMap<>();
        countIfAny(rejected, RejectReason.LOOKUP_UNMATCHED.name(), outcomes.count(RowOutcomes.Kind.UNMATCHED));
        countIfAny(rejected, RejectReason.INVALID_VALUE.name(), outcomes.count(RowOutcomes.Kind.INVALID));
        Map<String, Long> notes = new TreeMap<>();
        outcomes.unparsable().forEach((column, count) -> notes.put("unparsable." + column, count));
        made.unmatched().forEach((lookup, count) -> {
            if (count > 0) {
                notes.merge("unmatched." + model.lookups().get(lookup).entity(), count, Long::sum);
            }
        });
        return new RowTally(
                model.name(),
                0,
                outcomes.living(),
                rejected,
                Map.of(BuildDimension.SUPERSEDED, latest.observed() - latest.size()),
                0,
                notes);
    }

    private static void countIfAny(Map<String, Long> counts, String name, long count) {
        if (count > 0) {
            counts.put(name, count);
        }
    }
}
