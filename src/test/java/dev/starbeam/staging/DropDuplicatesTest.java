package dev.starbeam.staging;

import static dev.starbeam.expression.HandMadeExpression.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.DirectRun;
import dev.starbeam.batch.BatchCuts;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Rows;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.Deduplication;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.spill.ParkedRows;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropDuplicatesTest {
    private static final String HEADER = "customer_id | region | updated_at date | city";
    private static final Schema SCHEMA = Rows.schema(HEADER);
    private static final Deduplication LATEST =
            new Deduplication.KeepLatest(List.of("customer_id", "region"), "updated_at");
    private static final Deduplication EXACT = new Deduplication.ExactDuplicates();

    private static Path generated;

    @TempDir
    private Path directory;

    @BeforeContainer
    static void makeDirectory() throws IOException {
        generated = Files.createTempDirectory("duplicates");
    }

    @AfterContainer
    static void removeDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(generated)) {
            files.sorted(Comparator.reverseOrder()).forEach(DropDuplicatesTest::delete);
        }
    }

    @Test
    void theLatestOfEachKeyIsKeptAndOfEquallyLateOnesTheLastRead() {
        List<ParkedShard> shards = List.of(
                park("b.csv", 0, HEADER + "\n1 | EU | 2024-03-01 | Bonn\n2 | EU | 2024-01-01 | Oslo"),
                park("a.csv", 90, HEADER + "\n2 | EU | 2024-01-01 | Kiev\n3 | NULL | NULL | Rome"),
                park("a.csv", 0, HEADER + "\n1 | EU | 2024-02-01 | Paris\n1 | US | NULL | Reno\n1 | US | NULL | Waco"),
                park("c.csv", 0, HEADER + "\n3 | NULL | 0001-01-01 | Lodz\n3 | '' | NULL | Nice"));
        run(
                directory,
                shards,
                LATEST,
                3,
                List.of(
                        "1 | US | NULL | Waco",
                        "1 | EU | 2024-03-01 | Bonn",
                        "2 | EU | 2024-01-01 | Oslo",
                        "3 | NULL | 0001-01-01 | Lodz",
                        "3 | '' | NULL | Nice"));
    }

    @Test
    void rowsEqualInEveryColumnCollapseToTheFirstAndNullsAreEqual() {
        List<ParkedShard> shards = List.of(
                park("b.csv", 0, HEADER + "\n1 | NULL | 2024-03-01 | Bonn\n1 | '' | 2024-03-01 | Bonn"),
                park("a.csv", 0, HEADER + "\n1 | NULL | 2024-03-01 | Bonn\n1 | NULL | 2024-03-01 | Bonn"));
        run(directory, shards, EXACT, 2, List.of("1 | NULL | 2024-03-01 | Bonn", "1 | '' | 2024-03-01 | Bonn"));
    }

    @Test
    void shardsWithoutRowsAndRowsThatAreSupersededAlreadyTakeNoPart() {
        List<ParkedShard> shards = List.of(
                park("a.csv", 0, HEADER),
                park("b.csv", 0, HEADER + "\n1 | EU | 2024-03-01 | Bonn\n1 | EU | 2024-01-01 | Oslo")
                        .without(new int[] {0}));
        run(directory, shards, LATEST, 4, List.of("1 | EU | 2024-01-01 | Oslo"));
    }

    @Test
    void aModelThatDeclaresNoDeduplicationIsRefusedAndSoAreNoPartitions() {
        assertThatThrownBy(() -> DropDuplicates.of(model(new Deduplication.None()), new ParkingDirectory("nowhere")))
                .hasMessage("stg_customers declares no deduplication");
        assertThatThrownBy(() -> DropDuplicates.of(model(LATEST), new ParkingDirectory("nowhere"))
                        .withPartitions(0))
                .hasMessageContaining("at least 1 partition");
    }

    @Property(tries = 12)
    void theSameRowsLiveWhateverTheShardsTheirOrderAndThePartitions(
            @ForAll("cut") Tuple2<ColumnBatch, List<ColumnBatch>> cut,
            @ForAll boolean latest,
            @ForAll @IntRange(min = 1, max = 9) int partitions,
            @ForAll long order) {
        ParkedRows parked = new ParkedRows(generated);
        List<ParkedShard> shards = new ArrayList<>();
        for (ColumnBatch piece : cut.get2()) {
            int i = shards.size();
            shards.add(parked.park("stg_customers", "part" + i / 3, 1000L * i, BatchCuts.every(piece, 7)));
        }
        Collections.shuffle(shards, new Random(order));
        Deduplication rule = latest ? LATEST : EXACT;
        run(generated, shards, rule, partitions, DropDuplicatesModel.kept(cut.get1(), rule));
    }

    @Provide
    Arbitrary<Tuple2<ColumnBatch, List<ColumnBatch>>> cut() {
        Arbitrary<String> row = Combinators.combine(
                        Arbitraries.of("1", "2", "3", "4", "5", "NULL", "''"),
                        Arbitraries.of("EU", "US", "NULL"),
                        Arbitraries.of("2024-01-01", "2024-01-02", "1900-01-01", "NULL"),
                        Arbitraries.of("Bonn", "Oslo"))
                .as((key, region, date, city) -> String.join(" | ", key, region, date, city));
        return row.list()
                .ofMinSize(1)
                .ofMaxSize(80)
                .map(rows -> Rows.of(rows.stream().collect(Collectors.joining("\n", HEADER + "\n", ""))))
                .flatMap(batch -> BatchCuts.of(batch).map(pieces -> Tuple.of(batch, pieces)));
    }

    /** Runs the transform and compares the kept rows, and their counts, with what is expected. */
    private static void run(
            Path parking, List<ParkedShard> shards, Deduplication rule, int partitions, List<String> expected) {
        long read = shards.stream().mapToLong(shard -> shard.kept().count()).sum();
        String filter = rule == LATEST ? "superseded" : "duplicate";
        List<String> ids = shards.stream().map(ParkedShard::id).toList();
        DirectRun.of(pipeline -> {
            PCollectionTuple dropped = pipeline.apply(Create.of(shards).withCoder(ParkedShard.ShardCoder.of()))
                    .apply(DropDuplicates.of(model(rule), new ParkingDirectory(parking.toString()))
                            .withPartitions(partitions));
            PAssert.that(dropped.get(DropDuplicates.KEPT)).satisfies(kept -> {
                assertThat(kept).extracting(ParkedShard::id).containsExactlyInAnyOrderElementsOf(ids);
                assertThat(ParkedRows.lines(kept, SCHEMA.names())).isEqualTo(expected);
                return null;
            });
            PAssert.that(dropped.get(DropDuplicates.ROW_COUNTS)).satisfies(rowCounts -> {
                List<RowCounts> all = new ArrayList<>();
                rowCounts.forEach(all::add);
                assertThat(all).allMatch(RowCounts::balances);
                assertThat(RowCounts.byStage(all))
                        .containsExactly(RowCounts.filtering(
                                "stg_customers.deduplicate", read, expected.size(), filter, read - expected.size()));
                return null;
            });
        });
    }

    private ParkedShard park(String file, long offset, String block) {
        return new ParkedRows(directory).park("stg_customers", file, offset, BatchCuts.every(Rows.of(block), 2));
    }

    private static StagingModel model(Deduplication rule) {
        List<ColumnModel> columns = SCHEMA.fields().stream()
                .map(field -> new ColumnModel(field.name(), column(field.name(), field.type()), ""))
                .toList();
        return new StagingModel("stg_customers", "raw_customers", columns, List.of(), List.of(), rule);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
