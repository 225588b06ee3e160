package dev.starbeam.spill;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Parks the batches of a test in parked files of a local directory and reads them back as lines. */
public record ParkedRows(Path directory) {
    /** A shard with these batches, of which there must be one at least. */
    public ParkedShard park(String entity, String file, long firstOffset, List<ColumnBatch> batches) {
        String uri = new ParkingDirectory(directory.toString()).newFile(entity);
        try (ParkedFileWriter writer =
                ParkedFileWriter.create(uri, batches.get(0).schema())) {
            for (ColumnBatch batch : batches) {
                writer.append(batch);
            }
            return new ParkedShard(
                    entity, file, firstOffset, uri, writer.rows(), KeptRows.all(writer.rows()), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kept rows of all shards in the order they were read, as {@link Rows#lines} writes them. */
    public static List<String> lines(Iterable<ParkedShard> shards, Collection<String> columns) {
        List<ParkedShard> ordered = new ArrayList<>();
        shards.forEach(ordered::add);
        ordered.sort(ParkedShard.READ_ORDER);
        List<String> lines = new ArrayList<>();
        for (ParkedShard shard : ordered) {
            try (ShardReader reader = ShardReader.open(shard, columns)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    lines.addAll(Rows.lines(batch));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }
}
