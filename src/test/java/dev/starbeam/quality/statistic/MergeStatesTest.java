package dev.starbeam.quality.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.DirectRun;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.OrderLine;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeStatesTest {
    private static final List<StateSpec> SPECS = List.of(
            new StateSpec.Rows(),
            new StateSpec.Quantiles("quantity", ColumnType.BIGINT, 5_000),
            new StateSpec.Moments("total_amount", OrderLine.AMOUNT, "product_id"));

    private static QualityState observe(List<OrderLine> rows) {
        QualityState state = QualityState.of(SPECS);
        state.observe(OrderLine.batch(rows), Selection.all(rows.size()));
        return state;
    }

    @TempDir
    Path directory;

    @Test
    void theStatesOfShardsMergeToTheStateOfTheTable() throws IOException {
        List<OrderLine> all = new ArrayList<>();
        List<ParkedBlock> shards = new ArrayList<>();
        for (int shard = 0; shard < 10; shard++) {
            List<OrderLine> rows = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                rows.add(OrderLine.of("P" + i * shard % 17, i, 100L * i + shard));
            }
            all.addAll(rows);
            ShardName name = new ShardName("stg_orders", "orders.csv", shard);
            shards.add(ParkedState.park(observe(rows), name, parking()));
        }
        assertMerged(shards, observe(all).toBytes());
    }

    @Test
    void noStatesAreABlankOne() {
        assertMerged(List.of(), QualityState.blank().toBytes());
    }

    private ParkingDirectory parking() {
        return new ParkingDirectory(directory.toString());
    }

    private void assertMerged(List<ParkedBlock> shards, byte[] expected) {
        DirectRun.of(pipeline -> {
            ParkedState state = new ParkedState(pipeline.apply(Create.of(shards).withCoder(ParkedBlock.BlockCoder.of()))
                    .apply(MergeStates.of("fact_orders", parking()))
                    .apply(View.asList()));
            PAssert.thatSingleton(pipeline.apply("Once", Create.of(0))
                            .apply(ParDo.of(new BytesFn(state)).withSideInputs(state.view())))
                    .satisfies(bytes -> {
                        assertThat(bytes).isEqualTo(expected);
                        return null;
                    });
        });
    }

    private static final class BytesFn extends DoFn<Integer, byte[]> {
        private static final long serialVersionUID = 1L;
        private final ParkedState state;

        BytesFn(ParkedState state) {
            this.state = state;
        }

        @ProcessElement
        public void bytes(ProcessContext context) throws IOException {
            context.output(state.made(context, byte[].class, QualityState::toBytes));
        }
    }
}
