package dev.starbeam.star.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.LookupModel.Fetched;
import dev.starbeam.model.LookupModel.OnUnmatched;
import dev.starbeam.model.Materialization;
import dev.starbeam.reject.FaultCounts;
import dev.starbeam.reject.FaultKind;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.TableSizes;
import dev.starbeam.star.Formulas;
import dev.starbeam.star.ParkedRows;
import dev.starbeam.star.TableText;
import dev.starbeam.star.join.JoinPlan;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.star.join.StagedEntity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildDimensionTest {
    private static final ColumnBatch CUSTOMERS = TableText.parse("""
            id:text | territory:text | visits:bigint | at:bigint | _source_file:text | _source_offset:bigint
            a    | n    | 4 | 1 | f | 10
            a    | s    | 5 | 2 | f | 20
            b    | n    | 0 | 1 | f | 30
            c    | x    | 2 | 1 | f | 40
            NULL | n    | 2 | 1 | f | 50
            a    | x    | 0 | 1 | f | 60
            d    | NULL | 2 | 1 | f | 70
            e    | s    | 9 | 1 | f | 80
            """);
    private static final ColumnBatch TERRITORIES = TableText.parse("""
            code:text | region:text | _source_file:text | _source_offset:bigint
            n | North | t | 1
            s | South | t | 2
            """);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"true, 1000", "false, 1000", "true, 1"})
    void everyRowIsAMemberSupersededUnknownOrRejected(boolean broadcast, int mostMembers) {
        ParkingDirectory parking = new ParkingDirectory(directory.toString());
        TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
        PCollection<ParkedShard> shards = pipeline.apply(
                "Customers",
                Create.of(ParkedRows.shards(parking, "stg_customers", CUSTOMERS, 3, 2))
                        .withCoder(ParkedShard.ShardCoder.of()));
        PCollection<ParkedShard> territories = pipeline.apply(
                "Territories",
                Create.of(ParkedRows.shards(parking, "stg_territories", TERRITORIES, 1, 1))
                        .withCoder(ParkedShard.ShardCoder.of()));
        DimensionModel model = model();
        JoinPlan joins = new JoinPlan(
                broadcast ? LookupStrategy.broadcast() : LookupStrategy.shuffle(),
                new TableSizes(Map.of("stg_territories", 160L << 20)),
                parking);

        PCollectionTuple built = shards.apply(BuildDimension.of(model, ParkedRows.rejectsByName(), parking)
                .lookingUp(Map.of("stg_territories", new StagedEntity(territories, TERRITORIES.schema())), joins)
                .withPartitions(2)
                .withMostMembers(mostMembers));

        Schema schema = BuildDimension.schema(model);
        PAssert.that(built.get(BuildDimension.MEMBERS)
                        .apply(FlatMapElements.into(TypeDescriptors.strings())
                                .via(members ->
                                        ParkedRows.lines(members, schema.names().subList(1, schema.size())))))
                .containsInAnyOrder("a | South | 20 | f | 20", "e | South | 11 | f | 80");
        PAssert.that(built.get(BuildDimension.ROW_COUNTS)).satisfies(BuildDimensionTest::everyRowIsCounted);
        PAssert.that(built.get(BuildDimension.REJECT_FILES)
                        .apply(
                                "Rejects",
                                FlatMapElements.into(TypeDescriptors.strings())
                                        .via(files -> List.of(files.split(";")))))
                .satisfies(files -> {
                    assertThat(files)
                            .containsExactlyInAnyOrder(
                                    "dim_customers:INVALID_VALUE:rate:division by zero",
                                    "dim_customers:LOOKUP_UNMATCHED:territory:no row of stg_territories matches territory x",
                                    "dim_customers:LOOKUP_UNMATCHED:territory:no row of stg_territories matches territory NULL");
                    return null;
                });
        pipeline.run().waitUntilFinish();
    }

    private static Void everyRowIsCounted(Iterable<RowCounts> rowCounts) {
        RowCounts counts = RowCounts.empty("dim_customers");
        for (RowCounts part : rowCounts) {
            counts = counts.plus(part);
        }
        assertThat(counts.faults().counts().entrySet().stream()
                        .map(fault -> fault.getKey() + " " + fault.getValue().rows()))
                .as("told on the screen")
                .containsExactly(
                        new FaultKind("INVALID_VALUE", "rate") + " 1",
                        new FaultKind("LOOKUP_UNMATCHED", "territory") + " 2");
        assertThat(counts.with(FaultCounts.NONE))
                .isEqualTo(new RowCounts(
                        "dim_customers",
                        8,
                        2,
                        Map.of("INVALID_VALUE", 1L, "LOOKUP_UNMATCHED", 2L),
                        Map.of("superseded", 2L, "unknown_member", 1L),
                        0,
                        Map.of("unmatched.stg_territories", 2L)));
        assertThat(counts.balances()).isTrue();
        return null;
    }

    private static DimensionModel model() {
        LookupModel lookup = new LookupModel(
                "stg_territories",
                List.of("territory"),
                List.of("code"),
                List.of(new Fetched("region", new Field("region_name", ColumnType.TEXT))),
                OnUnmatched.REJECT);
        return new DimensionModel(
                "dim_customers",
                "customer_key",
                "stg_customers",
                List.of(lookup),
                "id",
                new Field("customer_id", ColumnType.TEXT),
                "at",
                List.of(
                        Formulas.renamed("region", "region_name", ColumnType.TEXT),
                        new ColumnModel("rate", Formulas.hundredBy("visits"), "")),
                1,
                Materialization.TABLE,
                "");
    }
}
