package dev.starbeam.quality.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.DirectRun;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.OrderLine;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.JudgeChecks;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.flag.BatchFlags;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.quality.check.iqr.Iqr;
import dev.starbeam.quality.check.zscore.ZScore;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However keys are spread and wherever their sums are held, statistics and flags are those of one pass over all rows. */
class MergeStatesTest {
    private static final Map<ShardName, List<OrderLine>> SHARDS = shards(new Random(5));
    private static final TableChecks CHECKS = checks();

    private static final Queue<ParkedBlock> MERGED = new ConcurrentLinkedQueue<>();
    private static final Queue<ParkedBlock> COMMON = new ConcurrentLinkedQueue<>();
    private static final Queue<KV<String, ParkedBlock>> OF_SHARDS = new ConcurrentLinkedQueue<>();

    @TempDir
    Path directory;

    private static Map<ShardName, List<OrderLine>> shards(Random random) {
        Map<ShardName, List<OrderLine>> shards = new LinkedHashMap<>();
        for (int shard = 0; shard < 7; shard++) {
            List<OrderLine> rows = new ArrayList<>();
            for (int i = 0; i < 40 * shard; i++) {
                rows.add(row(random));
            }
            shards.put(new ShardName("stg_orders", "orders.csv", shard), rows);
        }
        return shards;
    }

    private static OrderLine row(Random random) {
        int key = random.nextInt(50);
        List<Double> odd = new ArrayList<>(List.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e300));
        odd.add(null);
        return new OrderLine(
                key == 0 ? null : "p".repeat(key % 30) + key,
                random.nextInt(9) == 0 ? null : (long) random.nextInt(30),
                (long) random.nextInt(1000),
                random.nextInt(9) == 0 ? null : (long) random.nextInt(random.nextInt(20) == 0 ? 1 << 30 : 100),
                random.nextInt(3) == 0 ? odd.get(random.nextInt(5)) : Double.valueOf(random.nextInt(100) / 8.0),
                14_000L,
                true);
    }

    private static TableChecks checks() {
        List<CheckModel> checks = new ArrayList<>();
        for (Rule rule : List.of(
                new ZScore("total_amount", "product_id", new BigDecimal("1.5"), false),
                new ZScore("total_amount", "product_id", BigDecimal.ONE, true),
                new ZScore("weight", "product_id", BigDecimal.ONE, false),
                new ZScore("quantity", "store_id", new BigDecimal("1.2"), true),
                new ZScore("quantity", null, BigDecimal.ONE, true),
                new Iqr("quantity", BigDecimal.ONE))) {
            checks.add(new CheckModel(
                    "check " + checks.size(), "fact_orders", rule, Severity.WARN, OnFailure.KEEP, BigDecimal.ONE));
        }
        return new TableChecks("fact_orders", OrderLine.SCHEMA, checks, List.of(), true);
    }

    @BeforeEach
    void forget() {
        MERGED.clear();
        COMMON.clear();
        OF_SHARDS.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 9, 9, all together",
        "4, 1000, 1000, common to all shards",
        "4, 0, 1000, each shard its own",
        "3, 0, 5, each shard its own",
        "64, 64, 1000, some common",
        "4, 100, 7, some common"
    })
    void spreadingKeysChangesNothing(int ranges, int common, int atOnce, String held) throws IOException {
        run(new MergeStates.Bounds(ranges, common, atOnce), SHARDS);
        QualityState expected = onePass();
        List<ParkedBlock> ofAll = List.copyOf(ranges == 1 ? MERGED : COMMON);

        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        TableStates.of(CHECKS.emptyState(), List.copyOf(MERGED)).writeTo(saved);
        assertThat(saved.toByteArray()).isEqualTo(expected.toBytes());
        assertThat(held(ofAll)).isEqualTo(held);

        RowFlagger whole = RowFlagger.of(CHECKS, expected);
        RowFlagger byCommon = RowFlagger.of(CHECKS, CHECKS.complete(ParkedState.read(ofAll)));
        ShardSums sums = ShardSums.of(OF_SHARDS, ofAll);
        FailureCountState failures = new FailureCountState();
        for (Map.Entry<ShardName, List<OrderLine>> shard : SHARDS.entrySet()) {
            BatchFlags flags = flag(byCommon.judgingBy(sums.read(shard.getKey()), CHECKS), shard.getValue());
            BatchFlags same = flag(whole, shard.getValue());
            assertThat(flags.rows()).isEqualTo(same.rows());
            FailureCountState ofShard = new FailureCountState();
            flags.addTo(ofShard);
            FailureCountState expectedCounts = new FailureCountState();
            same.addTo(expectedCounts);
            assertThat(ofShard).isEqualTo(expectedCounts);
            failures.merge(ofShard);
        }
        assertThat(failures.of("check 2").flagged()).isPositive();
        QualityState counts = QualityState.readCounts(new ByteArrayInputStream(saved.toByteArray()));
        assertThat(JudgeChecks.judge(CHECKS, counts, failures))
                .isEqualTo(JudgeChecks.judge(CHECKS, expected, failures));
    }

    private static String held(List<ParkedBlock> common) {
        if (common.size() == 1 && OF_SHARDS.isEmpty()) {
            return "all together";
        }
        if (OF_SHARDS.isEmpty()) {
            return "common to all shards";
        }
        return common.size() == 1 ? "each shard its own" : "some common";
    }

    @Test
    void noStatesAreEmptyOnes() throws IOException {
        run(new MergeStates.Bounds(4, 10, 10), Map.of());
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        TableStates.of(CHECKS.emptyState(), List.copyOf(MERGED)).writeTo(saved);
        assertThat(saved.toByteArray()).isEqualTo(CHECKS.emptyState().toBytes());
    }

    @Test
    void sumsThatWereNotReadAreNotTakenForNone() {
        QualityState counts =
                QualityState.readCounts(new ByteArrayInputStream(onePass().toBytes()));
        StateSpec.Moments byKey = counts.byKey().get(0);
        assertThat(counts.moments(byKey).keysByValues().distinct()).isGreaterThan(3);
        assertThatThrownBy(() -> RowFlagger.of(CHECKS, counts)).hasMessageContaining("are not at hand");
        assertThatThrownBy(counts::toBytes).hasMessageContaining("are not at hand");
    }

    private static QualityState onePass() {
        QualityState state = CHECKS.emptyState();
        SHARDS.values().forEach(rows -> state.observe(OrderLine.batch(rows), Selection.all(rows.size())));
        return state;
    }

    private static BatchFlags flag(RowFlagger flagger, List<OrderLine> rows) {
        return flagger.flag(OrderLine.batch(rows), Selection.all(rows.size()), ExternalFlags.NONE);
    }

    private void run(MergeStates.Bounds bounds, Map<ShardName, List<OrderLine>> shards) throws IOException {
        ParkingDirectory parking = new ParkingDirectory(directory.toString());
        List<KV<String, ParkedBlock>> parked = new ArrayList<>();
        for (Map.Entry<ShardName, List<OrderLine>> shard : shards.entrySet()) {
            try (ShardStates states =
                    new ShardStates(CHECKS.emptyState(), shard.getKey(), parking, bounds.ranges(), 60)) {
                for (ColumnBatch batch : batches(shard.getValue())) {
                    states.observe(batch);
                }
                parked.addAll(states.finish());
            }
        }
        DirectRun.of(pipeline -> {
            PCollectionTuple merged = pipeline.apply(
                            Create.of(parked).withCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of())))
                    .apply("Merge", MergeStates.within(bounds, "fact_orders", parking));
            collect(merged, MergeStates.MERGED);
            collect(merged, MergeStates.COMMON);
            collect(merged, MergeStates.OF_SHARDS);
        });
    }

    private static List<ColumnBatch> batches(List<OrderLine> rows) {
        List<ColumnBatch> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += 17) {
            batches.add(OrderLine.batch(rows.subList(from, Math.min(rows.size(), from + 17))));
        }
        return batches;
    }

    private static <T> void collect(PCollectionTuple merged, TupleTag<T> tag) {
        if (merged.has(tag)) {
            PCollection<T> found = merged.get(tag);
            found.apply("Collect " + tag.getId(), ParDo.of(new CollectFn<>(tag.getId())));
        }
    }

    private static final class CollectFn<T> extends DoFn<T, Void> {
        private static final long serialVersionUID = 1L;

        private final String tag;

        CollectFn(String tag) {
            this.tag = tag;
        }

        @ProcessElement
        @SuppressWarnings("unchecked")
        public void collect(@Element T element) {
            if (element instanceof ParkedBlock block) {
                (tag.equals(MergeStates.MERGED.getId()) ? MERGED : COMMON).add(block);
            } else {
                OF_SHARDS.add((KV<String, ParkedBlock>) element);
            }
        }
    }
}
