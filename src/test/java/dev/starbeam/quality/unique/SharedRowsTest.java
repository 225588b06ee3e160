package dev.starbeam.quality.unique;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.DirectRun;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Rows;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.check.unique.Unique;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.TemporaryParking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class SharedRowsTest {
    private static final CheckModel BY_ORDER = unique("by order", "order_id");
    private static final CheckModel BY_BOTH = unique("by both", "order_id", "line");

    /** A key of 0 stands for NULL, which no row shares. */
    @Property(tries = 30)
    void rowsThatShareAKeyAreFoundAndNoOthers(
            @ForAll @Size(max = 60) List<@IntRange(max = 12) Integer> orders,
            @ForAll @IntRange(min = 1, max = 5) int cut,
            @ForAll @IntRange(min = 1, max = 4) int shards)
            throws IOException {
        List<ColumnBatch> batches = batches(orders, cut);
        List<CheckModel> checks = List.of(BY_ORDER, BY_BOTH);
        List<List<ColumnBatch>> pieces = pieces(batches, shards);
        SharedRows shared = SharedRows.of(found(pieces, checks));
        for (CheckModel check : checks) {
            List<Boolean> flagged = new ArrayList<>();
            for (int shard = 0; shard < pieces.size(); shard++) {
                SharedRows.OfShard ofShard = shared.read(name(shard));
                for (ColumnBatch batch : pieces.get(shard)) {
                    Selection rows = ofShard.next(batch.rows()).getOrDefault(check.id(), Selection.of(new int[0], 0));
                    Set<Integer> positions = new HashSet<>();
                    IntStream.range(0, rows.size()).forEach(i -> positions.add(rows.position(i)));
                    IntStream.range(0, batch.rows()).forEach(row -> flagged.add(positions.contains(row)));
                }
            }
            assertThat(flagged).as(check.id()).isEqualTo(model(orders, check.equals(BY_BOTH)));
        }
    }

    @Test
    void whatTravelsIsSmallHoweverManyRowsShareAKey() {
        ColumnBatch same = Rows.of("order_id" + "\nA".repeat(100_000));
        DirectRun.of(pipeline -> {
            PCollection<KV<String, ParkedBlock>> found = pipeline.apply(
                            Create.of(parked(List.of(List.of(same), List.of(same)), List.of(BY_ORDER)))
                                    .withCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of())))
                    .apply(FindSharedKeys.in(TemporaryParking.directory()));
            PAssert.that(found.apply(MapElements.into(TypeDescriptors.integers())
                            .via(block -> block.getValue().rows())))
                    .containsInAnyOrder(100_000, 100_000);
        });
    }

    private static ShardName name(int shard) {
        return new ShardName("fact_orders", "orders.csv", shard * 1000L);
    }

    private static List<List<ColumnBatch>> pieces(List<ColumnBatch> batches, int shards) {
        int size = Math.max(1, (batches.size() + shards - 1) / shards);
        return IntStream.iterate(0, first -> first < batches.size(), first -> first + size)
                .mapToObj(first -> batches.subList(first, Math.min(batches.size(), first + size)))
                .toList();
    }

    private static List<KV<String, ParkedBlock>> parked(List<List<ColumnBatch>> pieces, List<CheckModel> checks) {
        HashSecret secret = HashSecret.draw();
        List<KV<String, ParkedBlock>> parked = new ArrayList<>();
        for (int shard = 0; shard < pieces.size(); shard++) {
            try (HashKeys keys = new HashKeys(checks, name(shard), TemporaryParking.directory(), 5, secret)) {
                for (ColumnBatch batch : pieces.get(shard)) {
                    keys.add(batch);
                }
                parked.addAll(keys.finish());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return parked;
    }

    private static List<KV<String, ParkedBlock>> found(List<List<ColumnBatch>> pieces, List<CheckModel> checks)
            throws IOException {
        Map<String, List<ParkedBlock>> partitions = parked(pieces, checks).stream()
                .collect(Collectors.groupingBy(KV::getKey, Collectors.mapping(KV::getValue, Collectors.toList())));
        List<KV<String, ParkedBlock>> shared = new ArrayList<>();
        for (Map.Entry<String, List<ParkedBlock>> partition : partitions.entrySet()) {
            new FindSharedKeys.FindSharedFn(TemporaryParking.directory())
                    .find(KV.of(partition.getKey(), partition.getValue()), new Taken(shared));
        }
        return shared;
    }

    private record Taken(List<KV<String, ParkedBlock>> blocks) implements DoFn.OutputReceiver<KV<String, ParkedBlock>> {
        @Override
        public void output(KV<String, ParkedBlock> block) {
            blocks.add(block);
        }

        @Override
        public OutputBuilder<KV<String, ParkedBlock>> builder(KV<String, ParkedBlock> block) {
            throw new UnsupportedOperationException();
        }
    }

    /** Line numbers repeat every third row, so that keys of two columns meet, too. */
    private static List<ColumnBatch> batches(List<Integer> orders, int cut) {
        List<ColumnBatch> batches = new ArrayList<>();
        for (int start = 0; start < orders.size(); start += cut) {
            StringBuilder rows = new StringBuilder("order_id | line bigint\n");
            for (int i = start; i < Math.min(orders.size(), start + cut); i++) {
                rows.append(orders.get(i) == 0 ? "NULL" : "o" + orders.get(i))
                        .append(" | ")
                        .append(i % 3)
                        .append('\n');
            }
            batches.add(Rows.of(rows.toString()));
        }
        return batches;
    }

    private static List<Boolean> model(List<Integer> orders, boolean withLine) {
        return IntStream.range(0, orders.size())
                .mapToObj(i -> orders.get(i) != 0
                        && IntStream.range(0, orders.size())
                                .anyMatch(j ->
                                        j != i && orders.get(j).equals(orders.get(i)) && (!withLine || j % 3 == i % 3)))
                .toList();
    }

    private static CheckModel unique(String id, String... columns) {
        return new CheckModel(
                id, "orders", new Unique(List.of(columns)), Severity.ERROR, OnFailure.KEEP, BigDecimal.ZERO);
    }
}
