package dev.starbeam.star;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.spill.KeptRows;
import dev.starbeam.spill.ParkedFileWriter;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Shards on disk for transforms under test. */
public final class ParkedRows {
    private ParkedRows() {}

    /** One shard of all rows, cut into batches of {@code rowsABatch}. */
    public static ParkedShard shard(
            ParkingDirectory directory, String entity, int number, ColumnBatch rows, int rowsABatch) {
        String uri = directory.newFile(entity);
        try (ParkedFileWriter writer = ParkedFileWriter.create(uri, rows.schema())) {
            for (ColumnBatch part : cut(rows, rowsABatch)) {
                writer.append(part);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new ParkedShard(
                entity, entity + ".csv", number * 1000L, uri, rows.rows(), KeptRows.all(rows.rows()), List.of());
    }

    /** A shard for each piece of {@code rowsAShard} rows. */
    public static List<ParkedShard> shards(
            ParkingDirectory directory, String entity, ColumnBatch rows, int rowsAShard, int rowsABatch) {
        List<ParkedShard> shards = new ArrayList<>();
        for (ColumnBatch piece : cut(rows, rowsAShard)) {
            shards.add(shard(directory, entity, shards.size(), piece, rowsABatch));
        }
        return shards;
    }

    /** The rows cut into pieces. */
    public static List<ColumnBatch> cut(ColumnBatch rows, int size) {
        List<ColumnBatch> parts = new ArrayList<>();
        for (int first = 0; first < rows.rows(); first += size) {
            int[] positions =
                    IntStream.range(first, Math.min(rows.rows(), first + size)).toArray();
            parts.add(rows.select(Selection.of(positions, positions.length)));
        }
        return parts;
    }

    /** Reads a shard back. */
    public static List<ColumnBatch> read(ParkedShard shard, Set<String> columns) throws IOException {
        List<ColumnBatch> batches = new ArrayList<>();
        try (ShardReader reader = ShardReader.open(shard, columns)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                batches.add(batch);
            }
        }
        return batches;
    }

    /** The rows of a shard as text, the columns in the order they are named. */
    public static List<String> lines(ParkedShard shard, List<String> columns) {
        try {
            return read(shard, Set.copyOf(columns)).stream()
                    .flatMap(batch -> TableText.lines(batch.project(columns)).stream())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names each "file" after its rows: {@code stage:INVALID_VALUE:detail;…}. */
    public static RejectedRowSink.Factory rejectsByName() {
        return stage -> new RejectedRowSink() {
            private final List<String> rows = new ArrayList<>();

            @Override
            public void add(RejectedRow row) {
                rows.add(stage + ":" + row.reason() + ":" + row.column() + ":" + row.detail());
            }

            @Override
            public Optional<String> finish() {
                return rows.isEmpty() ? Optional.empty() : Optional.of(String.join(";", rows));
            }

            @Override
            public void close() {}
        };
    }
}
