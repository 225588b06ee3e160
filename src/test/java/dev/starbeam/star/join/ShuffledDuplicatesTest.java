package dev.starbeam.star.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.LookupModel.Fetched;
import dev.starbeam.model.LookupModel.OnUnmatched;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.star.ParkedRows;
import dev.starbeam.star.TableText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shuffled lookup refuses rows of one key that differ, as a table in memory does, and holds many keys. */
class ShuffledDuplicatesTest {
    private static final LookupModel LOOKUP = new LookupModel(
            "stg_customers",
            List.of("customer"),
            List.of("id"),
            List.of(new Fetched("country", new Field("land", ColumnType.TEXT))),
            OnUnmatched.KEEP);

    @TempDir
    Path directory;

    /** Together in a batch, and one after the other. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void rowsOfOneKeyThatDifferEndTheRun(int rowsABatch) {
        ColumnBatch customers = TableText.parse("id:text | country:text\nb | GB\na | FR\nc | FR\na | DE");

        assertThatThrownBy(() -> lookUp("customer:text\na", customers, rowsABatch, List.of("FR | true")))
                .hasRootCauseInstanceOf(DuplicateKeyException.class)
                .hasRootCauseMessage("lookup stg_customers: several rows have the key id = a and differ in country"
                        + " (FR, DE); make it unique with deduplicate, or declare on_duplicate: latest (or first)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void equalRowsOfOneKeyAreOneRow(int rowsABatch) {
        ColumnBatch customers =
                TableText.parse("id:text | country:text\nb | GB\na | NULL\nc | FR\na | NULL\nc | FR\nd | X\ne | X");

        lookUp("customer:text\na\nc\nz", customers, rowsABatch, List.of("NULL | true", "FR | true", "NULL | false"));
    }

    @Test
    void aPartitionHoldsManyKeys() {
        String customers = IntStream.range(0, 2_500)
                .mapToObj(i -> "c" + i + " | land " + i)
                .collect(Collectors.joining("\n", "id:text | country:text\n", ""));

        lookUp(
                "customer:text\nc0\nc1023\nc1024\nc2499\nc2500",
                TableText.parse(customers),
                700,
                List.of("land 0 | true", "land 1023 | true", "land 1024 | true", "land 2499 | true", "NULL | false"));
    }

    private void lookUp(String rows, ColumnBatch customers, int rowsABatch, List<String> expected) {
        ParkingDirectory parking = new ParkingDirectory(directory.toString());
        TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
        PCollection<ParkedShard> ours = pipeline.apply(
                "Ours",
                Create.of(ParkedRows.shard(parking, "stg_orders", 0, TableText.parse(rows), 2))
                        .withCoder(ParkedShard.ShardCoder.of()));
        PCollection<ParkedShard> theirs = pipeline.apply(
                "Theirs",
                Create.of(ParkedRows.shard(parking, "stg_customers", 0, customers, rowsABatch))
                        .withCoder(ParkedShard.ShardCoder.of()));
        PAssert.thatSingleton(
                        ours.apply(FetchByShuffle.of(LOOKUP, 0, theirs, parking).withPartitions(1)))
                .satisfies(shard -> {
                    assertThat(ParkedRows.lines(shard, List.of("land", "_matched_0")))
                            .containsExactlyElementsOf(expected);
                    return null;
                });
        pipeline.run().waitUntilFinish();
    }
}
