package dev.starbeam.star.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Validity;
import dev.starbeam.spill.ColumnBatchCoder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class KeySetTest {
    @Property(tries = 100)
    void absentKeysAreThoseThatNoArrayHolds(
            @ForAll List<List<@LongRange(min = 0, max = 60) Long>> arrays,
            @ForAll List<@LongRange(min = 0, max = 60) Long> asked) {
        Set<Long> oracle = new HashSet<>(Set.of(0L));
        arrays.forEach(oracle::addAll);
        KeySet set = KeySet.ofAll(arrays.stream().map(KeySetTest::array).toList());

        int[] expected = IntStream.range(0, asked.size())
                .filter(i -> !oracle.contains(asked.get(i)))
                .toArray();

        assertThat(set.absent(array(asked)).toArray()).containsExactly(expected);
        assertThat(set.size()).isEqualTo(oracle.size() - 1);
    }

    @Property(tries = 100)
    void theUnionOfPartsIsTheWhole(@ForAll List<Long> one, @ForAll List<Long> other) {
        KeySet whole = KeySet.of(array(one), array(other));

        assertThat(KeySet.union(List.of(KeySet.of(array(other)), KeySet.of(array(one)))))
                .isEqualTo(whole)
                .hasSameHashCodeAs(whole);
    }

    @Test
    void aSetSurvivesItsCoderWhateverItsSize() throws Exception {
        for (int size : new int[] {0, 1, 8191, 8192, 8193, 50_000}) {
            KeySet set = KeySet.of(LongStream.rangeClosed(1, size)
                    .map(i -> i * 0x9E3779B97F4A7C15L)
                    .toArray());

            KeySet copy = CoderUtils.clone(KeySetCoder.of(), set);

            assertThat(copy).isEqualTo(set);
            assertThat(copy.size()).isEqualTo(size);
        }
    }

    @Test
    void collectKeysUnitesTheKeysOfAllBatches() {
        TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
        PCollectionView<KeySet> view = pipeline.apply(
                        Create.of(batch(3, 5), batch(5, 9)).withCoder(ColumnBatchCoder.of()))
                .apply(CollectKeys.of("customer_key"));

        PAssert.that(pipeline.apply("Asked", Create.of(3L, 4L, 5L, 9L, 0L))
                        .apply(ParDo.of(new MembersFn(view)).withSideInputs(view))
                        .setTypeDescriptor(TypeDescriptors.longs()))
                .containsInAnyOrder(3L, 5L, 9L, 0L);
        pipeline.run().waitUntilFinish();
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static ColumnBatch batch(long... keys) {
        return new ColumnBatch(
                Schema.of(new Field("customer_key", ColumnType.BIGINT)),
                keys.length,
                List.of(new LongColumn(ColumnType.BIGINT, keys, Validity.allValid(keys.length))));
    }

    private static final class MembersFn extends DoFn<Long, Long> {
        private static final long serialVersionUID = 1L;
        private final PCollectionView<KeySet> view;

        MembersFn(PCollectionView<KeySet> view) {
            this.view = view;
        }

        @ProcessElement
        public void keep(ProcessContext context) {
            if (context.sideInput(view).contains(context.element())) {
                context.output(context.element());
            }
        }
    }
}
