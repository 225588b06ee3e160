package dev.starbeam.quality.unique;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.DirectRun;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Rows;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.check.unique.Unique;
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
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;

class SharedKeysTest {
    private static final CheckModel BY_ORDER = unique("by order", "order_id");
    private static final CheckModel BY_BOTH = unique("by both", "order_id", "line");

    /** A key of 0 stands for NULL, which no row shares. */
    @Property(tries = 200)
    void rowsThatShareAKeyAreFoundAndNoOthers(
            @ForAll @Size(max = 60) List<@IntRange(max = 12) Integer> orders,
            @ForAll @IntRange(min = 1, max = 5) int cut) {
        List<ColumnBatch> batches = batches(orders, cut);
        for (CheckModel check : List.of(BY_ORDER, BY_BOTH)) {
            SharedKeys shared = SharedKeys.of(found(batches, check));
            List<Boolean> flagged = new ArrayList<>();
            for (ColumnBatch batch : batches) {
                var rows = shared.duplicates(batch, List.of(check)).get(check.id());
                Set<Integer> positions = new HashSet<>();
                for (int i = 0; rows != null && i < rows.size(); i++) {
                    positions.add(rows.position(i));
                }
                IntStream.range(0, batch.rows()).forEach(row -> flagged.add(positions.contains(row)));
            }
            assertThat(flagged).as(check.id()).isEqualTo(model(orders, check.equals(BY_BOTH)));
        }
    }

    @Test
    void theHashOfAllZerosIsAHashLikeAnyOther() {
        FindSharedFn.HashSlots slots = new FindSharedFn.HashSlots(1);
        assertThat(slots.contains(0, 0)).isFalse();
        assertThat(slots.add(0, 0)).isTrue();
        assertThat(slots.add(0, 0)).isFalse();
        assertThat(slots.contains(0, 0)).isTrue();
    }

    @Test
    void aSetOfHashesGrowsWithItsContents() {
        FindSharedFn.HashSlots slots = new FindSharedFn.HashSlots(1);
        for (long i = 1; i < 10_000; i++) {
            assertThat(slots.add(i % 7, i * 64)).isTrue();
        }
        for (long i = 1; i < 10_000; i++) {
            assertThat(slots.contains(i % 7, i * 64)).isTrue();
            assertThat(slots.contains(i % 7 + 7, i * 64)).isFalse();
        }
    }

    @Test
    void theGraphFindsSharedKeysAcrossBlocks() {
        ColumnBatch one = Rows.of("order_id\nA\nB\nNULL");
        ColumnBatch other = Rows.of("order_id\nB\nC\nNULL");
        DirectRun.of(pipeline -> {
            PCollectionView<List<HashBlock>> view = pipeline.apply(
                            "Blocks",
                            Create.of(List.of(blocks(one), blocks(other)).stream()
                                            .flatMap(List::stream)
                                            .toList())
                                    .withCoder(KvCoder.of(StringUtf8Coder.of(), HashBlockCoder.of())))
                    .apply(FindSharedKeys.create());
            PAssert.that(pipeline.apply("Once", Create.of(0).withCoder(VarIntCoder.of()))
                            .apply(ParDo.of(new CountSharedFn(view)).withSideInputs(view))
                            .setTypeDescriptor(TypeDescriptor.of(Integer.class)))
                    .containsInAnyOrder(1);
        });
    }

    private static final class CountSharedFn extends DoFn<Integer, Integer> {
        private static final long serialVersionUID = 1L;
        private final PCollectionView<List<HashBlock>> view;

        private CountSharedFn(PCollectionView<List<HashBlock>> view) {
            this.view = view;
        }

        @ProcessElement
        public void count(ProcessContext context) {
            context.output(
                    context.sideInput(view).stream().mapToInt(HashBlock::size).sum());
        }
    }

    private record Shared(List<HashBlock> blocks) implements DoFn.OutputReceiver<HashBlock> {
        @Override
        public void output(HashBlock block) {
            blocks.add(block);
        }

        @Override
        public OutputBuilder<HashBlock> builder(HashBlock block) {
            throw new UnsupportedOperationException();
        }
    }

    private static List<KV<String, HashBlock>> blocks(ColumnBatch batch) {
        HashKeys keys = new HashKeys(List.of(BY_ORDER), 3);
        keys.add(batch);
        return keys.blocks().entrySet().stream()
                .map(block -> KV.of(block.getKey(), block.getValue()))
                .toList();
    }

    private static List<HashBlock> found(List<ColumnBatch> batches, CheckModel check) {
        Map<String, List<HashBlock>> partitions = batches.stream()
                .flatMap(batch -> {
                    HashKeys keys = new HashKeys(List.of(check), 5);
                    keys.add(batch);
                    return keys.blocks().entrySet().stream();
                })
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        List<HashBlock> shared = new ArrayList<>();
        partitions.forEach((key, blocks) -> new FindSharedFn().find(KV.of(key, blocks), new Shared(shared)));
        return shared;
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
