package dev.starbeam.quality.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.OrderLine;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

class MergeQualityStatesFnTest {
    private static final List<StateSpec> SPECS = List.of(
            new StateSpec.Rows(),
            new StateSpec.Quantiles("quantity", ColumnType.BIGINT, 5_000),
            new StateSpec.Moments("total_amount", OrderLine.AMOUNT, "product_id"),
            new StateSpec.Profile("product_id", ColumnType.TEXT));

    private static QualityState observe(List<OrderLine> rows) {
        QualityState state = QualityState.of(SPECS);
        state.observe(OrderLine.batch(rows), Selection.all(rows.size()));
        return state;
    }

    @Test
    void theStatesOfShardsCombineToTheStateOfTheTable() {
        List<OrderLine> all = new ArrayList<>();
        List<KV<String, QualityState>> shards = new ArrayList<>();
        for (int shard = 0; shard < 10; shard++) {
            List<OrderLine> rows = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                rows.add(OrderLine.of("P" + i * shard % 17, i, 100L * i + shard));
            }
            all.addAll(rows);
            shards.add(KV.of("fact_orders", observe(rows)));
        }
        QualityState expected = observe(all);
        Pipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
        PCollection<QualityState> merged = pipeline.apply(
                        Create.of(shards).withCoder(KvCoder.of(StringUtf8Coder.of(), QualityStateCoder.of())))
                .apply(Combine.perKey(new MergeQualityStatesFn()))
                .apply(Values.create());
        byte[] bytes = expected.toBytes();
        PAssert.thatSingleton(merged).satisfies(state -> {
            assertThat(state.toBytes()).isEqualTo(bytes);
            return null;
        });
        pipeline.run().waitUntilFinish();
    }
}
