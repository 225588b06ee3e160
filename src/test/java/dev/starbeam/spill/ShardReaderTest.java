package dev.starbeam.spill;

import static dev.starbeam.batch.BatchAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.BatchCuts;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardReaderTest {
    private static final ColumnBatch ORDERS = Rows.of("""
            order_id | quantity bigint | country
            536365   | 6               | France
            536366   | 8               | NULL
            536367   | NULL            | Spain
            536368   | 1               | ''
            536369   | 2               | Italy
            """);

    @TempDir
    private Path directory;

    @Test
    void onlyTheColumnsAskedForAreReadInTheOrderOfTheFile() throws IOException {
        try (ShardReader reader =
                ShardReader.open(parked(BatchCuts.every(ORDERS, 5)), List.of("country", "order_id"))) {
            assertThat(reader.schema()).isEqualTo(Rows.schema("order_id | country"));
            assertThat(reader.next()).isSameAs(ORDERS.project(List.of("order_id", "country")));
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void supersededRowsAreLeftOutAndTheOthersKeepTheirPositions() throws IOException {
        ParkedShard shard = parked(BatchCuts.every(ORDERS, 2)).without(new int[] {4, 1});
        try (ShardReader reader = ShardReader.open(shard, List.of("order_id"))) {
            assertThat(reader.next()).hasRows("order_id\n536365");
            assertThat(reader.positionInShard(0)).isZero();
            assertThat(reader.next()).hasRows("order_id\n536367\n536368");
            assertThat(reader.positionInShard(0)).isEqualTo(2);
            assertThat(reader.positionInShard(1)).isEqualTo(3);
            assertThat(reader.next()).hasRows("order_id");
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void joinedColumnsAddOneToEachKeptRow() throws IOException {
        ParkedShard kept = parked(BatchCuts.every(ORDERS, 2)).without(new int[] {1});
        ParkedShard shard = kept.withJoinedColumns(write(
                        "names",
                        List.of(
                                Rows.of("name | rank bigint\nAnn | 1"),
                                Rows.of("name | rank bigint\nBob | 2\nCem | 3"),
                                Rows.of("name | rank bigint\nDan | 4"))))
                .withJoinedColumns(write(
                        "regions", List.of(Rows.of("region\nEU"), Rows.of("region\nUS\nNULL"), Rows.of("region\nUK"))));
        assertThat(read(shard, List.of("region", "order_id", "rank")))
                .containsExactly("536365 | 1 | EU", "536367 | 2 | US", "536368 | 3 | NULL", "536369 | 4 | UK");
        assertThat(read(shard, List.of("region"))).containsExactly("EU", "US", "NULL", "UK");
    }

    @Test
    void joinedColumnsThatDoNotAlignAreRefused() throws IOException {
        ParkedShard shard = parked(List.of(ORDERS));
        ParkedShard shorter = shard.withJoinedColumns(write("short", List.of(Rows.of("region\nEU"))));
        assertThatThrownBy(() -> read(shorter, List.of("region")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not aligned with");
        ColumnBatch five = Rows.of("region\nEU\nEU\nUS\nUS\nUK");
        ParkedShard longer = shard.withJoinedColumns(write("long", List.of(five, Rows.of("region\nUK"))));
        assertThatThrownBy(() -> read(longer, List.of("region")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not aligned with");
    }

    @Test
    void rowsAreNotDroppedUnderJoinedColumns() throws IOException {
        ParkedShard shard = parked(List.of(ORDERS)).withJoinedColumns("regions.parked");
        assertThatThrownBy(() -> shard.without(new int[] {0}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has joined columns");
    }

    @Test
    void anUnknownColumnIsAnsweredWithThoseThereAre() throws IOException {
        ParkedShard shard = parked(List.of(ORDERS));
        assertThatThrownBy(() -> ShardReader.open(shard, List.of("order_id", "contry")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stg_orders|orders.csv|0 has no columns [contry]; there are [country, order_id, quantity]");
    }

    @Test
    void noPositionsBeforeTheFirstBatch() throws IOException {
        try (ShardReader reader = ShardReader.open(parked(List.of(ORDERS)), List.of())) {
            assertThatThrownBy(() -> reader.positionInShard(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    private ParkedShard parked(List<ColumnBatch> batches) throws IOException {
        String uri = write("orders", batches);
        long rows = batches.stream().mapToLong(ColumnBatch::rows).sum();
        return new ParkedShard("stg_orders", "orders.csv", 0, uri, rows, KeptRows.all(rows), List.of());
    }

    private String write(String name, List<ColumnBatch> batches) throws IOException {
        String uri = directory.resolve(name + ".parked").toString();
        try (ParkedFileWriter writer =
                ParkedFileWriter.create(uri, batches.get(0).schema())) {
            for (ColumnBatch batch : batches) {
                writer.append(batch);
            }
        }
        return uri;
    }

    private static List<String> read(ParkedShard shard, List<String> columns) throws IOException {
        List<String> lines = new ArrayList<>();
        try (ShardReader reader = ShardReader.open(shard, columns)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                lines.addAll(Rows.lines(batch));
            }
        }
        return lines;
    }
}
