package dev.starbeam.star.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.DirectRun;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Rows;
import dev.starbeam.pipeline.Shop;
import dev.starbeam.pipeline.table.BatchParts;
import dev.starbeam.pipeline.table.BuildMembers;
import dev.starbeam.pipeline.table.StagedShop;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RunPlan;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.star.join.JoinPlan;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.star.key.SurrogateKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Orders joined with what is looked up and with the members they refer to: of countries that are known or not, of
 * customers that are, aren't or are missing. However rows meet, the oracle is a modulo.
 */
class JoinFactTest {
    private static final int ORDERS = 300;
    private static final int CUSTOMERS = 40;
    private static final TupleTag<String> LINES = new TupleTag<>("lines") {};
    private static final TupleTag<RowCounts> COUNTS = new TupleTag<>("counts") {};

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = LookupStrategy.Mode.class,
            names = {"BROADCAST", "SHUFFLE"})
    void everyOrderFindsItsCountryAndItsMemberOrIsAccountedFor(LookupStrategy.Mode mode) throws Exception {
        List<String> expected = new ArrayList<>();
        RunPlan plan = shop(expected).batch("joined");
        int orphans = ORDERS - expected.size();
        long unmatched = orphans
                + expected.stream().filter(line -> line.contains("NULL")).count();
        RowCounts counts = new RowCounts(
                "fact_orders",
                ORDERS,
                expected.size(),
                Map.of("ORPHAN", (long) orphans),
                Map.of(),
                0,
                Map.of("orphans.customer_key", (long) orphans, "unmatched.stg_customers", unmatched));
        DirectRun.of(pipeline -> {
            StagedShop staged = StagedShop.in(pipeline, plan);
            JoinPlan joins = staged.joins(new LookupStrategy(mode, 0));
            PCollectionTuple members = staged.entities()
                    .get("stg_customers")
                    .shards()
                    .apply(BuildMembers.of(plan.model().dimension("dim_customers"), staged.entities(), joins, plan));
            JoinedFact joined = staged.entities()
                    .get("stg_orders")
                    .shards()
                    .apply(JoinFact.of(
                            plan.model().facts().get(0),
                            plan.model().dateDimension(),
                            staged.entities(),
                            Map.of(
                                    "dim_customers",
                                    new Members(members.get(BatchParts.ROWS), "customer_key", List.of("customer_id"))),
                            joins));
            PCollectionTuple rows = joined.shards()
                    .apply(ParDo.of(new AssembleFn(joined.inputs()))
                            .withSideInputs(joined.inputs().views())
                            .withOutputTags(LINES, TupleTagList.of(COUNTS)));
            rows.get(COUNTS).setCoder(RowCounts.CountsCoder.of());
            PAssert.that(rows.get(LINES).setCoder(StringUtf8Coder.of())).containsInAnyOrder(expected);
            PAssert.that(rows.get(COUNTS)).satisfies(all -> {
                assertThat(StagedShop.byStage(all)).containsExactly(counts);
                return null;
            });
        });
    }

    private Shop shop(List<String> expected) throws IOException {
        StringBuilder customers = new StringBuilder("customer_id,country\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.append('c').append(i).append(",land ").append(i % 7).append('\n');
        }
        StringBuilder orders = new StringBuilder("order_id,customer_id,quantity,unit_price,ordered_at\n");
        Random random = new Random(1);
        for (int i = 0; i < ORDERS; i++) {
            int customer = random.nextInt(CUSTOMERS * 3 / 2);
            boolean named = i % 11 > 0;
            String day = "%02d".formatted(1 + i % 28);
            orders.append(i).append(',').append(named ? "c" + customer : "");
            orders.append(",1,2.50,2024-01-").append(day).append('\n');
            String rest = " | 202401" + day;
            if (!named) {
                expected.add(i + " | NULL | 0" + rest);
            } else if (customer < CUSTOMERS) {
                expected.add(i + " | land " + customer % 7 + " | " + keyOf("c" + customer) + rest);
            }
        }
        return Shop.in(directory)
                .declaring("on_orphan: reject", "on_orphan: unknown_member")
                .declaring(
                        "    grain: [order_id]\n    lookups: {stg_customers: {on: customer_id, columns: {home: country}}}\n",
                        "    grain: [order_id]\n")
                .file("customers.csv", customers.toString())
                .file("orders.csv", orders.toString());
    }

    private static long keyOf(String customer) {
        byte[] bytes = customer.getBytes(StandardCharsets.UTF_8);
        return SurrogateKeys.of(bytes, 0, bytes.length, SurrogateKeys.seed("dim_customers"));
    }

    /** Assembles all rows of a shard. */
    private static final class AssembleFn extends DoFn<ParkedShard, String> {
        private static final long serialVersionUID = 1L;

        private final FactInputs inputs;

        AssembleFn(FactInputs inputs) {
            this.inputs = inputs;
        }

        @ProcessElement
        public void assemble(ProcessContext context) throws IOException {
            FactInputs.Bound fact = inputs.bind(context);
            try (ShardReader reader =
                    ShardReader.open(context.element(), inputs.assembler().requiredColumns())) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    FactRows rows = fact.assemble(batch);
                    Rows.lines(rows.accepted().project(List.of("order_id", "home", "customer_key", "ordered_date_key")))
                            .forEach(context::output);
                    context.output(COUNTS, rows.counts());
                }
            }
        }
    }
}
