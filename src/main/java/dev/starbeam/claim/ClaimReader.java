package dev.starbeam.claim;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the living rows of a parked shard, only the columns asked for, from the claim file and its sidecars.
 *
 * <pre>{@code
 * try (ClaimReader reader = ClaimReader.open(shard, List.of("customer_id"))) {
 *   for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) { … }
 * }
 * }</pre>
 */
public final class ClaimReader implements Closeable {
    private final StagedShard shard;
    private final List<ClaimFile> files;
    private final List<Schema> wanted;
    private final Schema schema;
    private long position;
    private @Nullable Selection lastSelection;
    private long lastFirst;

    private ClaimReader(StagedShard shard, List<ClaimFile> files, List<Schema> wanted) {
        this.shard = shard;
        this.files = files;
        this.wanted = wanted;
        this.schema =
                Schema.of(wanted.stream().flatMap(s -> s.fields().stream()).toList());
    }

    /**
     * Opens the shard.
     *
     * @throws IllegalArgumentException when a column is in none of the shard's files
     */
    public static ClaimReader open(StagedShard shard, Collection<String> columns) throws IOException {
        List<ClaimFile> files = new ArrayList<>();
        List<Schema> wanted = new ArrayList<>();
        Set<String> missing = new HashSet<>(columns);
        for (int i = 0; i <= shard.sidecars().size(); i++) {
            ClaimFile file =
                    ClaimFile.open(i == 0 ? shard.uri() : shard.sidecars().get(i - 1));
            List<Field> here = file.schema().fields().stream()
                    .filter(field -> missing.remove(field.name()))
                    .toList();
            files.add(file);
            wanted.add(Schema.of(here));
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(shard.id() + " has no columns " + missing);
        }
        return new ClaimReader(shard, files, wanted);
    }

    /** The columns each batch has: those asked for, in the order of the files. */
    public Schema schema() {
        return schema;
    }

    /** The living rows of the next parked batch (perhaps none of them), or {@code null} at the end. */
    public @Nullable ColumnBatch next() throws IOException {
        ColumnBatch parked = files.get(0).next(wanted.get(0));
        if (parked == null) {
            return null;
        }
        Selection living = shard.live().within(position, parked.rows());
        lastSelection = living;
        lastFirst = position;
        position += parked.rows();
        ColumnBatch rows = parked.select(living);
        List<Column> columns = new ArrayList<>(rows.columns());
        for (int i = 1; i < files.size(); i++) {
            columns.addAll(sidecar(i, rows.rows()).columns());
        }
        return new ColumnBatch(schema, rows.rows(), columns);
    }

    /** Where in the shard a row of the last batch stands, dead rows counted. */
    public int positionInShard(int row) {
        if (lastSelection == null) {
            throw new IllegalStateException("no batch was read yet");
        }
        return (int) (lastFirst + lastSelection.position(row));
    }

    @Override
    public void close() throws IOException {
        for (ClaimFile file : files) {
            file.close();
        }
    }

    private ColumnBatch sidecar(int i, int rows) throws IOException {
        ColumnBatch batch = files.get(i).next(wanted.get(i));
        if (batch == null || batch.rows() != rows) {
            throw new IOException(shard.sidecars().get(i - 1) + " is not aligned with " + shard.uri());
        }
        return batch;
    }
}
