package dev.starbeam.star.dimension;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.reject.FaultCounts;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedFileWriter;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import dev.starbeam.star.derivation.Rejections;
import dev.starbeam.star.derivation.RowOutcomes;
import dev.starbeam.star.join.LookupViews;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Merges the latest rows of one partition, makes them members and parks those. Holds a bounded number of members at a
 * time: rows of further ones are parked again and merged in another pass.
 */
final class AssembleMembersFn extends DoFn<KV<Integer, Iterable<ParkedBlock>>, ParkedShard> {
    private static final long serialVersionUID = 1L;

    private final DimensionModel model;
    private final MemberAssembler assembler;
    private final LookupViews lookups;
    private final RejectedRowSink.Factory rejects;
    private final ParkingDirectory directory;
    private final int mostMembers;

    AssembleMembersFn(
            DimensionModel model,
            MemberAssembler assembler,
            LookupViews lookups,
            RejectedRowSink.Factory rejects,
            ParkingDirectory directory,
            int mostMembers) {
        this.model = model;
        this.assembler = assembler;
        this.lookups = lookups;
        this.rejects = rejects;
        this.directory = directory;
        this.mostMembers = mostMembers;
    }

    @ProcessElement
    public void assemble(ProcessContext context, MultiOutputReceiver out) throws IOException {
        List<ParkedBlock> blocks = ParkedBlock.listOf(context.element().getValue());
        int partition = context.element().getKey();
        for (int pass = 0; !blocks.isEmpty(); pass++) {
            LatestMembersState latest = new LatestMembersState(model);
            blocks = observe(blocks, latest);
            MemberAssembler.Members made =
                    assembler.assemble(latest.members(), lookups.tables(context, assembler.requiredTables()));
            List<RejectedRow> rejected = rejected(made);
            out.get(BuildDimension.ROW_COUNTS).output(counts(latest, made).with(faults(made, rejected)));
            rejectedFiles(made, rejected).forEach(out.get(BuildDimension.REJECT_FILES)::output);
            ShardName name = new ShardName(model.name(), "members", (long) partition << 32 | pass);
            out.get(BuildDimension.MEMBERS).output(ParkMembers.park(made.members(), name, directory));
        }
    }

    /** @return where the rows of further members are */
    private List<ParkedBlock> observe(List<ParkedBlock> blocks, LatestMembersState latest) throws IOException {
        try (BlockReader files = new BlockReader();
                BlockWriter<Integer> further = new BlockWriter<>(directory, model.name() + "_further")) {
            for (ParkedBlock block : blocks) {
                ColumnBatch rows = files.batch(block);
                Selection left = latest.observe(rows, mostMembers);
                if (left.size() > 0) {
                    further.park(0, block.shard(), rows.select(left));
                }
            }
            return further.finish().stream().map(KV::getValue).toList();
        }
    }

    private static FaultCounts faults(MemberAssembler.Members made, List<RejectedRow> rejected) {
        return made.outcomes().losses().faults(made.rows()).plus(FaultCounts.of(rejected));
    }

    private List<String> rejectedFiles(MemberAssembler.Members made, List<RejectedRow> rejected) throws IOException {
        if (rejected.isEmpty()) {
            return List.of();
        }
        try (RejectedRowSink sink = rejects.open(model.name())) {
            for (RejectedRow row : rejected) {
                sink.add(row);
            }
            sink.addKeys(made.rows().select(made.outcomes().rejected()));
            return sink.finishAll();
        }
    }

    private List<RejectedRow> rejected(MemberAssembler.Members made) {
        return IntStream.range(0, made.outcomes().rows())
                .filter(row -> !made.outcomes().isKept(row))
                .mapToObj(row -> rejected(made, row))
                .toList();
    }

    private RejectedRow rejected(MemberAssembler.Members made, int row) {
        int cause = made.outcomes().causeNumber(row);
        if (made.outcomes().kind(row) == RowOutcomes.Kind.UNMATCHED) {
            return Rejections.unmatched(
                    model.name(), made.rows(), row, model.lookups().get(cause));
        }
        return Rejections.row(
                model.name(),
                made.rows(),
                row,
                RejectReason.INVALID_VALUE,
                model.columns().get(cause).name(),
                made.outcomes().invalidReason(row));
    }

    /** Reads nothing anew: partial rows that a later one beats are superseded, the others are members or rejected. */
    private RowCounts counts(LatestMembersState latest, MemberAssembler.Members made) {
        RowOutcomes outcomes = made.outcomes();
        Map<String, Long> rejected = new TreeMap<>();
        countIfAny(rejected, RejectReason.LOOKUP_UNMATCHED.name(), outcomes.count(RowOutcomes.Kind.UNMATCHED));
        countIfAny(rejected, RejectReason.INVALID_VALUE.name(), outcomes.count(RowOutcomes.Kind.INVALID));
        Map<String, Long> notes = new TreeMap<>(outcomes.losses().notes());
        made.unmatched().forEach((lookup, count) -> {
            if (count > 0) {
                notes.merge(RowCounts.unmatched(model.lookups().get(lookup).entity()), count, Long::sum);
            }
        });
        return new RowCounts(
                model.name(),
                0,
                outcomes.kept(),
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

    /** Parks members as a shard whose rows are in the order of their keys. */
    private static final class ParkMembers {
        private static final int ROWS_A_BATCH = 1 << 14;

        private ParkMembers() {}

        static ParkedShard park(ColumnBatch members, ShardName name, ParkingDirectory directory) throws IOException {
            String uri = directory.newFile(name.entity());
            try (ParkedFileWriter writer = ParkedFileWriter.create(uri, members.schema())) {
                for (int first = 0; first < members.rows(); first += ROWS_A_BATCH) {
                    int[] positions = IntStream.range(first, Math.min(members.rows(), first + ROWS_A_BATCH))
                            .toArray();
                    writer.append(members.select(Selection.of(positions, positions.length)));
                }
            }
            return ParkedShard.of(name, uri, members.rows());
        }
    }
}
