package dev.starbeam.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.BatchArbitraries;
import dev.starbeam.batch.BatchCuts;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Rows;
import dev.starbeam.batch.Schema;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParkedFileTest {
    private static final ColumnBatch ORDERS = Rows.of("""
            order_id | note                  | quantity bigint
            536365   | 'a note to be skipped'| 6
            536366   | NULL                  | 8
            536367   | another               | NULL
            536368   | last                  | 1
            """);

    @TempDir
    private Path directory;

    @Property(tries = 25)
    void anyColumnsOfAnyBatchesAreReadBackWithAndWithoutSeeking(
            @ForAll("parked") Tuple2<List<ColumnBatch>, List<String>> parked) throws IOException {
        List<ColumnBatch> batches = parked.get1();
        Path file = Files.createTempFile("batches", ".parked");
        try {
            Files.delete(file);
            write(file, batches);
            Schema wanted = batches.get(0).schema().project(parked.get2());
            List<String> expected = batches.stream()
                    .map(batch -> Rows.show(batch.project(parked.get2())))
                    .toList();
            try (ParkedFile seeking = ParkedFile.open(file.toString());
                    ParkedFile streaming = streamed(Files.readAllBytes(file))) {
                assertThat(readAll(seeking, wanted)).isEqualTo(expected);
                assertThat(readAll(streaming, wanted)).isEqualTo(expected);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    void everyCutOfAFileIsNoticedByTheDescriptorsRowCount() throws IOException {
        Path file = directory.resolve("orders.parked");
        write(file, BatchCuts.every(ORDERS, 2));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Path cut = directory.resolve("cut" + length);
            Files.write(cut, Arrays.copyOf(whole, length));
            ParkedShard shard = shard(cut, ORDERS.rows());
            assertThatThrownBy(() -> drain(shard, List.of("order_id")))
                    .as("cut at %d of %d", length, whole.length)
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining(cut + " ends too early");
        }
        assertThat(drain(shard(file, ORDERS.rows()), List.of("order_id"))).isEqualTo(4);
    }

    @Test
    void aFileCutBetweenBatchesIsAnsweredWithTheRowsItHolds() throws IOException {
        Path file = directory.resolve("orders.parked");
        write(file, List.of(ORDERS));
        assertThatThrownBy(() -> drain(shard(file, 10), List.of())).hasMessageEndingWith("it holds 4 of 10 rows");
    }

    @Test
    void whatIsNoParkedFileIsRefusedByName() throws IOException {
        Path file = directory.resolve("orders.csv");
        Files.writeString(file, "order_id,quantity\n");
        assertThatThrownBy(() -> ParkedFile.open(file.toString()))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is not a parked file");
    }

    @Test
    void aBatchOfAnotherSchemaIsNotParked() throws IOException {
        try (ParkedFileWriter writer =
                ParkedFileWriter.create(directory.resolve("orders.parked").toString(), ORDERS.schema())) {
            assertThatThrownBy(() -> writer.append(ORDERS.project(List.of("order_id"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("quantity");
            writer.append(ORDERS);
            assertThat(writer.rows()).isEqualTo(4);
        }
    }

    @Test
    void fileNamesAreNewOnEachAttemptAndSafe() {
        ParkingDirectory parking = new ParkingDirectory("gs://bucket/run");
        assertThat(parking.newFile("stg orders/1"))
                .startsWith("gs://bucket/run/stg_orders_1-")
                .endsWith(".parked");
        assertThat(parking.newFile("stg_orders")).isNotEqualTo(parking.newFile("stg_orders"));
        assertThat(new ParkingDirectory("/tmp/").newFile("a")).startsWith("/tmp/a-");
    }

    @Provide
    Arbitrary<Tuple2<List<ColumnBatch>, List<String>>> parked() {
        return BatchArbitraries.batches()
                .flatMap(batch -> BatchCuts.of(batch).map(pieces -> Tuple.of(pieces, everyOther(batch.schema()))));
    }

    private static List<String> everyOther(Schema schema) {
        return schema.names().stream()
                .filter(name -> schema.position(name) % 2 == 0)
                .toList();
    }

    private static void write(Path file, List<ColumnBatch> batches) throws IOException {
        try (ParkedFileWriter writer =
                ParkedFileWriter.create(file.toString(), batches.get(0).schema())) {
            for (ColumnBatch batch : batches) {
                writer.append(batch);
            }
        }
    }

    private static ParkedShard shard(Path file, long rows) {
        return new ParkedShard("stg_orders", "orders.csv", 0, file.toString(), rows, KeptRows.all(rows), List.of());
    }

    private static long drain(ParkedShard shard, List<String> columns) throws IOException {
        long rows = 0;
        try (ShardReader reader = ShardReader.open(shard, columns)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                rows += batch.rows();
            }
        }
        return rows;
    }

    private static List<String> readAll(ParkedFile file, Schema wanted) throws IOException {
        List<String> batches = new ArrayList<>();
        for (ColumnBatch batch = file.next(wanted); batch != null; batch = file.next(wanted)) {
            batches.add(Rows.show(batch));
        }
        return batches;
    }

    /** As from an object store that only streams. */
    private static ParkedFile streamed(byte[] bytes) throws IOException {
        ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(bytes));
        return ParkedFile.over("streamed.parked", channel);
    }
}
