package dev.starbeam.star.dimension;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.spill.TableSizes;
import dev.starbeam.star.join.JoinPlan;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.star.join.LookupViews;
import dev.starbeam.star.join.ResolvedLookups;
import dev.starbeam.star.join.StagedEntity;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * Builds a dimension. In: the staged shards it is built from. Out: {@link #MEMBERS}, the members of each partition
 * of the surrogate keys as a parked shard, or a few, of {@link #schema}, in the order of their keys; {@link
 * #ROW_COUNTS}, whose sum counts rows read, members accepted, rows superseded, rows of the unknown member (natural
 * key NULL) and rows rejected; {@link #REJECT_FILES}.
 *
 * <p>The latest row of a natural key (type 0: the earliest; type 2: of a natural key and time) makes the member,
 * whatever the shards, the partitions and the runner. One row a key and bundle is parked by partition, or a few;
 * what is shuffled is where they are. Two natural keys with one surrogate key fail the run, naming both.
 */
public final class BuildDimension extends PTransform<PCollection<ParkedShard>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    /** The members, a parked shard a partition; partitions without rows have none. */
    public static final TupleTag<ParkedShard> MEMBERS = new TupleTag<>("members") {};

    /** Where the rows have gone: one stage, named as the dimension. */
    public static final TupleTag<RowCounts> ROW_COUNTS = new TupleTag<>("row counts") {};

    /** Files of rows that made no member for a fault of their own. */
    public static final TupleTag<String> REJECT_FILES = new TupleTag<>("rejectFiles") {};

    /** Counted under this name: rows that a later one beats. */
    public static final String SUPERSEDED = "superseded";

    /** Counted under this name: rows without a natural key. */
    public static final String UNKNOWN_MEMBER = "unknown_member";

    static final TupleTag<KV<Integer, ParkedBlock>> PARTIALS = new TupleTag<>("partials") {};

    private static final int DEFAULT_PARTITIONS = 16;

    /** With what is held of each, some 200 MB. */
    private static final int MOST_MEMBERS = 1 << 19;

    private final DimensionModel model;
    private final transient Map<String, StagedEntity> entities;
    private final transient JoinPlan joins;
    private final RejectedRowSink.Factory rejects;
    private final ParkingDirectory directory;
    private final int partitions;
    private final int mostMembers;

    private BuildDimension(
            DimensionModel model,
            Map<String, StagedEntity> entities,
            JoinPlan joins,
            RejectedRowSink.Factory rejects,
            ParkingDirectory directory,
            int partitions,
            int mostMembers) {
        this.model = model;
        this.entities = entities;
        this.joins = joins;
        this.rejects = rejects;
        this.directory = directory;
        this.partitions = partitions;
        this.mostMembers = mostMembers;
    }

    /** Builds {@code model}, which has no lookups; rows and members are parked in {@code directory}. */
    public static BuildDimension of(DimensionModel model, RejectedRowSink.Factory rejects, ParkingDirectory directory) {
        JoinPlan none = new JoinPlan(LookupStrategy.DEFAULT, new TableSizes(Map.of()), directory);
        return new BuildDimension(model, Map.of(), none, rejects, directory, DEFAULT_PARTITIONS, MOST_MEMBERS);
    }

    /** Looks up what the dimension declares among {@code staged} entities, by name. */
    public BuildDimension lookingUp(Map<String, StagedEntity> staged, JoinPlan plan) {
        return new BuildDimension(model, staged, plan, rejects, directory, partitions, mostMembers);
    }

    /** Over that many partitions of the keys: more for larger dimensions and more workers. */
    public BuildDimension withPartitions(int count) {
        return new BuildDimension(model, entities, joins, rejects, directory, count, mostMembers);
    }

    /** Holding no more members than so many at a time: of a shard they are parked early, of a partition gone over again. */
    public BuildDimension withMostMembers(int count) {
        return new BuildDimension(model, entities, joins, rejects, directory, partitions, count);
    }

    /**
     * A member's columns: surrogate key, natural key, attributes, {@code _source_file}, {@code _source_offset}; with
     * history the durable key follows the surrogate key, the row hash the attributes.
     */
    public static Schema schema(DimensionModel model) {
        return MemberAssembler.schema(model);
    }

    @Override
    public PCollectionTuple expand(PCollection<ParkedShard> shards) {
        ResolvedLookups resolved = ResolvedLookups.of(model.name(), model.lookups(), shards, entities, joins);
        LookupViews lookups = resolved.views();
        MemberAssembler assembler = new MemberAssembler(model, resolved.parked());
        PCollectionTuple found = resolved.shards()
                .apply(
                        "Find latest",
                        ParDo.of(new FindLatestFn(
                                        model, assembler.requiredColumns(), directory, partitions, mostMembers))
                                .withOutputTags(PARTIALS, TupleTagList.of(ROW_COUNTS)));
        found.get(PARTIALS).setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()));
        found.get(ROW_COUNTS).setCoder(RowCounts.CountsCoder.of());
        PCollectionTuple made = found.get(PARTIALS)
                .apply("Meet by partition", GroupByKey.create())
                .apply(
                        "Assemble members",
                        ParDo.of(new AssembleMembersFn(model, assembler, lookups, rejects, directory, mostMembers))
                                .withSideInputs(lookups.all())
                                .withOutputTags(
                                        MEMBERS, TupleTagList.of(ROW_COUNTS).and(REJECT_FILES)));
        made.get(MEMBERS).setCoder(ParkedShard.ShardCoder.of());
        made.get(ROW_COUNTS).setCoder(RowCounts.CountsCoder.of());
        made.get(REJECT_FILES).setCoder(StringUtf8Coder.of());
        PCollection<RowCounts> rowCounts = PCollectionList.of(found.get(ROW_COUNTS))
                .and(made.get(ROW_COUNTS))
                .apply("All row counts", Flatten.pCollections());
        return PCollectionTuple.of(MEMBERS, made.get(MEMBERS))
                .and(ROW_COUNTS, rowCounts)
                .and(REJECT_FILES, made.get(REJECT_FILES));
    }

    /** Parks the latest row of each natural key of the bundle's shards and tells where those of each partition are. */
    private static final class FindLatestFn extends DoFn<ParkedShard, KV<Integer, ParkedBlock>> {
        private static final long serialVersionUID = 1L;
        private static final int MEMBERS_AT_ONCE = 1 << 18;
        private static final int ROWS_A_BLOCK = 1 << 13;

        private final DimensionModel model;
        private final Set<String> columns;
        private final ParkingDirectory directory;
        private final int partitions;
        private final int mostMembers;
        private transient @Nullable LatestMembersState state;

        FindLatestFn(
                DimensionModel model,
                Set<String> columns,
                ParkingDirectory directory,
                int partitions,
                int mostMembers) {
            this.model = model;
            this.columns = columns;
            this.directory = directory;
            this.partitions = partitions;
            this.mostMembers = Math.min(mostMembers, MEMBERS_AT_ONCE);
        }

        @StartBundle
        public void start() {
            state = null;
        }

        @ProcessElement
        public void find(@Element ParkedShard shard, MultiOutputReceiver out) throws IOException {
            LatestMembersState latest = state == null ? new LatestMembersState(model) : state;
            try (ShardReader reader = ShardReader.open(shard, columns)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    latest.observe(batch);
                    if (latest.size() > mostMembers) {
                        flush(
                                latest,
                                out.get(BuildDimension.PARTIALS)::output,
                                out.get(BuildDimension.ROW_COUNTS)::output);
                        latest = new LatestMembersState(model);
                    }
                }
            }
            state = latest;
        }

        @FinishBundle
        public void finish(FinishBundleContext context) throws IOException {
            LatestMembersState latest = state;
            if (latest == null) {
                return;
            }
            flush(
                    latest,
                    parked -> context.output(
                            BuildDimension.PARTIALS, parked, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE),
                    counts -> context.output(
                            BuildDimension.ROW_COUNTS,
                            counts,
                            BoundedWindow.TIMESTAMP_MIN_VALUE,
                            GlobalWindow.INSTANCE));
            state = null;
        }

        private void flush(
                LatestMembersState latest, Consumer<KV<Integer, ParkedBlock>> partials, Consumer<RowCounts> rowCounts)
                throws IOException {
            ShardName all = new ShardName(model.name(), "", 0);
            try (BlockWriter<Integer> file = new BlockWriter<>(directory, model.name() + "_latest")) {
                latest.partials(partitions, ROWS_A_BLOCK, (partition, rows) -> file.park(partition, all, rows));
                file.finish().forEach(partials);
            }
            rowCounts.accept(counts(latest));
        }

        /** The latest rows are counted where they end up. */
        private RowCounts counts(LatestMembersState latest) {
            long superseded = latest.observed() - latest.unknown() - latest.size();
            Map<String, Long> filtered =
                    Map.of(BuildDimension.SUPERSEDED, superseded, BuildDimension.UNKNOWN_MEMBER, latest.unknown());
            return new RowCounts(model.name(), latest.observed(), 0, Map.of(), filtered, 0, Map.of());
        }
    }
}
