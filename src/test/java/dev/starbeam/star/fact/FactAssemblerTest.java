package dev.starbeam.star.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.FilterModel;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.LookupModel.Fetched;
import dev.starbeam.model.LookupModel.OnUnmatched;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.ReferenceModel.OnOrphan;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.TableSizes;
import dev.starbeam.star.Formulas;
import dev.starbeam.star.ParkedRows;
import dev.starbeam.star.TableText;
import dev.starbeam.star.join.JoinPlan;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.star.join.LookupTable;
import dev.starbeam.star.join.ResolvedLookups;
import dev.starbeam.star.join.StagedEntity;
import dev.starbeam.star.key.KeySet;
import dev.starbeam.star.key.SurrogateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactAssemblerTest {
    private static final String HEAD =
            "order:text | product:text | quantity:bigint | day:date | _source_file:text | _source_offset:bigint\n";
    private static final ColumnBatch ORDERS = TableText.parse("""
            order_id:text | customer:text | _source_file:text | _source_offset:bigint
            A | ann | o | 1
            B | bob | o | 2
            """);
    private static final ColumnBatch PRODUCTS = TableText.parse("product:text\nP\nQ");
    private static final ColumnBatch CUSTOMERS = TableText.parse("customer:text\nann");
    private static final Map<String, KeySet> MEMBERS = Map.of(
            "dim_products", KeySet.of(SurrogateKeys.of(PRODUCTS.column("product"), SurrogateKeys.seed("dim_products"))),
            "dim_customers",
                    KeySet.of(SurrogateKeys.of(CUSTOMERS.column("customer"), SurrogateKeys.seed("dim_customers"))));
    private static final FactModel FACT = fact();
    private static final DateDimensionModel CALENDAR = new DateDimensionModel(
            "dim_date", Month.APRIL, null, LocalDate.of(2020, 1, 1), LocalDate.of(2021, 12, 31), Materialization.TABLE);
    private static final Map<Integer, LookupTable> TABLES =
            Map.of(0, LookupTable.of(FACT.lookups().get(0), ORDERS.schema(), List.of(ORDERS)));

    @TempDir
    Path directory;

    @Test
    void everyRowIsAcceptedRejectedOrFilteredForItsFirstCause() {
        FactRows rows = FactAssembler.of(FACT, CALENDAR).assemble(TableText.parse(HEAD + """
                A    | P    | 4    | 2020-02-29 | f | 1
                B    | NULL | 5    | 2019-12-31 | f | 2
                C    | P    | 4    | 2020-02-29 | f | 3
                A    | P    | 0    | 2020-02-29 | f | 4
                A    | X    | 4    | 2020-02-29 | f | 5
                A    | P    | 99   | 2020-02-29 | f | 6
                A    | X    | 99   | NULL       | f | 7
                A    | Q    | NULL | NULL       | f | 8
                """), TABLES, MEMBERS);

        long p = SurrogateKeys.of(PRODUCTS.column("product"), SurrogateKeys.seed("dim_products"))[0];
        long ann = SurrogateKeys.of(CUSTOMERS.column("customer"), SurrogateKeys.seed("dim_customers"))[0];
        assertThat(TableText.lines(rows.accepted()))
                .containsExactly(
                        "A | ann | P | 4 | 25 | 2020-02-29 | " + ann + " | " + p + " | 20200229 | f | 1",
                        "B | bob | NULL | 5 | 20 | 2019-12-31 | 0 | 0 | 0 | f | 2");
        assertThat(rows.positions().toArray()).containsExactly(0, 1);
        assertThat(rows.orphans().get("customer_key").toArray()).containsExactly(1);
        assertThat(rows.orphans().get("date_key").toArray()).containsExactly(1);
        assertThat(rows.orphans().get("product_key").toArray()).isEmpty();
        assertThat(rows.counts())
                .isEqualTo(new RowCounts(
                        "fact_orders",
                        8,
                        2,
                        Map.of("LOOKUP_UNMATCHED", 1L, "INVALID_VALUE", 1L, "ORPHAN", 1L),
                        Map.of("small_orders", 3L),
                        0,
                        Map.of(
                                "unmatched.stg_orders", 1L,
                                "orphans.customer_key", 1L,
                                "orphans.date_key", 1L,
                                "orphans.product_key", 1L)));
        assertThat(rows.counts().balances()).isTrue();
        assertThat(rows.rejected().stream().map(r -> r.sourceOffset() + " " + r.column() + ": " + r.detail()))
                .containsExactly(
                        "3 order: no row of stg_orders matches order C",
                        "4 price: division by zero",
                        "5 product: product X is no member of dim_products");
    }

    @Property(tries = 60)
    void theSameRowsLiveWhicheverColumnsAreWantedAndHoweverTheyAreCut(
            @ForAll @IntRange(min = 1, max = 150) int size,
            @ForAll @IntRange(min = 1, max = 60) int cut,
            @ForAll long seed) {
        Random random = new Random(seed);
        ColumnBatch staged = staged(random, size);
        FactAssembler all = FactAssembler.of(FACT, CALENDAR);
        List<String> wanted = new ArrayList<>(FactAssembler.schema(FACT).names());
        wanted.removeIf(name -> name.startsWith("_") || random.nextBoolean());
        FactAssembler some = SerializableUtils.clone(all.wanting(Set.copyOf(wanted)));

        FactRows whole = all.assemble(staged, TABLES, MEMBERS);
        List<String> pieces = new ArrayList<>();
        RowCounts counts = RowCounts.empty("fact_orders");
        for (ColumnBatch piece : ParkedRows.cut(staged, cut)) {
            FactRows rows = some.assemble(piece.project(List.copyOf(some.requiredColumns())), TABLES, MEMBERS);
            pieces.addAll(TableText.lines(rows.accepted()));
            counts = counts.plus(rows.counts());
        }

        assertThat(pieces)
                .containsExactlyElementsOf(
                        TableText.lines(whole.accepted().project(some.schema().names())));
        assertThat(counts.rejected()).isEqualTo(whole.counts().rejected());
        assertThat(counts.filtered()).isEqualTo(whole.counts().filtered());
        assertThat(counts.balances()).isTrue();
    }

    @Test
    void aSubsetReadsOnlyWhatItNeeds() {
        FactAssembler quantities = FactAssembler.of(FACT, CALENDAR).wanting(Set.of("quantity"));

        assertThat(quantities.requiredColumns())
                .containsExactlyInAnyOrder("order", "product", "quantity", "_source_file", "_source_offset");
        assertThat(quantities.requiredKeySets()).containsExactly("dim_products");
        assertThat(quantities.schema().names()).containsExactly("quantity", "_source_file", "_source_offset");
        assertThat(FactAssembler.of(FACT, CALENDAR).wanting(Set.of("date_key")).requiredColumns())
                .containsExactlyInAnyOrder("order", "product", "quantity", "day", "_source_file", "_source_offset");
    }

    @Test
    void aColumnThatTheFactLacksIsRefused() {
        assertThatThrownBy(() -> FactAssembler.of(FACT, CALENDAR).wanting(Set.of("quantty")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fact_orders has no column \"quantty\"; there are [order,");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void lookupsAndReferencesByShuffleGiveTheFactsThatTablesAndSetsGive(int mostKeys) {
        ParkingDirectory parking = new ParkingDirectory(directory.toString());
        ColumnBatch staged = staged(new Random(7), 90);
        ParkedShard shard =
                ParkedRows.shard(parking, "stg_lines", 0, staged, 13).without(new int[] {0, 40});
        ReferenceModel products = FACT.references().get(1);
        TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
        PCollection<ParkedShard> shards = pipeline.apply("Lines", Create.of(shard));
        PCollection<ParkedShard> members =
                pipeline.apply("Members", Create.of(ParkedRows.shard(parking, "dim_products", 0, keys(), 1)));

        PCollection<ParkedShard> orders =
                pipeline.apply("Orders", Create.of(ParkedRows.shard(parking, "stg_orders", 0, ORDERS, 1)));
        ResolvedLookups lookups = ResolvedLookups.of(
                FACT.name(),
                FACT.lookups(),
                shards,
                Map.of("stg_orders", new StagedEntity(orders, ORDERS.schema())),
                new JoinPlan(LookupStrategy.shuffle(), new TableSizes(Map.of("stg_orders", 192L << 20)), parking));
        PAssert.thatSingleton(lookups.shards()
                        .apply(VerifyByShuffle.of(
                                        FACT,
                                        products,
                                        lookups,
                                        new Members(members, "product_key", List.of("product")),
                                        parking,
                                        HashSecret.draw())
                                .withPartitions(3)
                                .withMostKeys(mostKeys)))
                .satisfies(verified -> {
                    FactAssembler bySet = FactAssembler.of(FACT, CALENDAR);
                    FactAssembler byShuffle =
                            bySet.withParkedReferences(Set.of("product_key")).withParkedLookups(Set.of(0));
                    Map<String, KeySet> others = new HashMap<>(MEMBERS);
                    others.remove("dim_products");
                    assertThat(byShuffle.requiredTables()).isEmpty();
                    assertThat(byShuffle.requiredKeySets()).containsExactly("dim_customers");
                    assertThat(assembled(byShuffle, verified, others)).isEqualTo(assembled(bySet, shard, MEMBERS));
                    return null;
                });
        pipeline.run().waitUntilFinish();
    }

    private static List<String> assembled(FactAssembler assembler, ParkedShard shard, Map<String, KeySet> members) {
        try {
            List<String> lines = new ArrayList<>();
            for (ColumnBatch batch : ParkedRows.read(shard, assembler.requiredColumns())) {
                FactRows rows = assembler.assemble(batch, TABLES, members);
                lines.addAll(TableText.lines(rows.accepted()));
                rows.rejected().forEach(row -> lines.add(row.toString()));
                rows.orphans().forEach((key, orphans) -> lines.add(key + orphans));
            }
            return lines;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ColumnBatch keys() {
        long[] keys = SurrogateKeys.of(PRODUCTS.column("product"), SurrogateKeys.seed("dim_products"));
        byte[] stranger = {'X'};
        long taken = SurrogateKeys.of(stranger, 0, 1, SurrogateKeys.seed("dim_products"));
        return TableText.parse("product_key:bigint | product:text\n" + keys[0] + " | P\n" + keys[1] + " | Q\n" + taken
                + " | one whose key another would have, too");
    }

    private static ColumnBatch staged(Random random, int size) {
        StringBuilder table = new StringBuilder(HEAD);
        for (int i = 0; i < size; i++) {
            table.append(pick(random, "A", "B", "C", "NULL") + " | " + pick(random, "P", "Q", "X", "NULL") + " | "
                    + pick(random, "0", "4", "7", "99", "NULL") + " | "
                    + pick(random, "2020-02-29", "2019-12-31", "2021-12-31", "2022-01-01", "NULL") + " | f | " + i
                    + "\n");
        }
        return TableText.parse(table.toString());
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static FactModel fact() {
        LookupModel lookup = new LookupModel(
                "stg_orders",
                List.of("order"),
                List.of("order_id"),
                List.of(new Fetched("customer", new Field("buyer", ColumnType.TEXT))),
                OnUnmatched.REJECT);
        return new FactModel(
                "fact_orders",
                "stg_lines",
                List.of(lookup),
                List.of("order", "product"),
                List.of(
                        Formulas.same("order", ColumnType.TEXT),
                        Formulas.renamed("customer", "buyer", ColumnType.TEXT),
                        Formulas.same("product", ColumnType.TEXT),
                        Formulas.same("quantity", ColumnType.BIGINT),
                        new ColumnModel("price", Formulas.hundredBy("quantity"), ""),
                        Formulas.same("day", ColumnType.DATE)),
                List.of(
                        new ReferenceModel("customer", "dim_customers", "customer_key", OnOrphan.UNKNOWN_MEMBER),
                        new ReferenceModel("product", "dim_products", "product_key", OnOrphan.REJECT),
                        new ReferenceModel("day", "dim_date", "date_key", OnOrphan.FAIL)),
                List.of(new FilterModel("small_orders", Formulas.atMost("quantity", 50))),
                Materialization.TABLE,
                "");
    }
}
