package dev.starbeam.spill;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.words.Counted;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the kept rows of a parked shard, only the columns asked for, from its file and those of its joined columns.
 *
 * <pre>{@code
 * try (ShardReader reader = ShardReader.open(shard, List.of("customer_id"))) {
 *   for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) { … }
 * }
 * }</pre>
 */
public final class ShardReader implements Closeable {
    private final ParkedShard shard;
    private final List<ParkedFile> files;
    private final List<Schema> wanted;
    private final Schema schema;
    private long position;
    private @Nullable Selection lastSelection;
    private long lastFirst;

    private ShardReader(ParkedShard shard, List<ParkedFile> files, List<Schema> wanted) {
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
    public static ShardReader open(ParkedShard shard, Collection<String> columns) throws IOException {
        List<ParkedFile> files = new ArrayList<>();
        try {
            files.add(ParkedFile.open(shard.uri()));
            for (String joined : shard.joinedColumns()) {
                files.add(ParkedFile.open(joined));
            }
            return new ShardReader(shard, files, wanted(shard, files, columns));
        } catch (IOException | RuntimeException e) {
            closeAll(files);
            throw e;
        }
    }

    /** What to take from each file: a column that several have comes from the first. */
    private static List<Schema> wanted(ParkedShard shard, List<ParkedFile> files, Collection<String> columns) {
        List<Schema> wanted = new ArrayList<>();
        Set<String> missing = new TreeSet<>(columns);
        Set<String> present = new TreeSet<>();
        for (ParkedFile file : files) {
            present.addAll(file.schema().names());
            wanted.add(Schema.of(file.schema().fields().stream()
                    .filter(field -> missing.remove(field.name()))
                    .toList()));
        }
        requireNone(missing, shard, present);
        return wanted;
    }

    private static void requireNone(Set<String> missing, ParkedShard shard, Set<String> present) {
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(shard.id() + " has no columns " + missing + "; there are " + present);
        }
    }

    /** The columns each batch has: those asked for, in the order of the files. */
    public Schema schema() {
        return schema;
    }

    /**
     * The kept rows of the next parked batch (perhaps none of them), or {@code null} at the end.
     *
     * @throws IOException also when the file ends before all the rows that the descriptor promises, or joined columns don't
     *     end with it
     */
    public @Nullable ColumnBatch next() throws IOException {
        ColumnBatch parked = files.get(0).next(wanted.get(0));
        if (parked == null) {
            requireAllRows();
            return null;
        }
        Selection kept = shard.kept().within(position, parked.rows());
        lastSelection = kept;
        lastFirst = position;
        position += parked.rows();
        ColumnBatch rows = parked.select(kept);
        List<Column> columns = new ArrayList<>(rows.columns());
        for (int i = 1; i < files.size(); i++) {
            columns.addAll(joined(i, rows.rows()).columns());
        }
        return new ColumnBatch(schema, rows.rows(), columns);
    }

    /** Where in the shard a row of the last batch stands, superseded rows counted. */
    public int positionInShard(int row) {
        if (lastSelection == null) {
            throw new IllegalStateException("no batch was read yet");
        }
        return (int) (lastFirst + lastSelection.position(row));
    }

    @Override
    public void close() throws IOException {
        closeAll(files);
    }

    private static void closeAll(List<ParkedFile> files) throws IOException {
        @Nullable IOException failure = null;
        for (ParkedFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** A file cut off between two batches, or within columns that were skipped, looks whole to whoever reads it. */
    private void requireAllRows() throws IOException {
        if (position != shard.rows()) {
            throw new EOFException(
                    shard.uri() + " ends too early: it holds " + Counted.of(position, shard.rows(), "row"));
        }
        for (int i = 1; i < files.size(); i++) {
            if (files.get(i).next(wanted.get(i)) != null) {
                throw notAligned(i);
            }
        }
    }

    private ColumnBatch joined(int i, int rows) throws IOException {
        ColumnBatch batch = files.get(i).next(wanted.get(i));
        if (batch == null || batch.rows() != rows) {
            throw notAligned(i);
        }
        return batch;
    }

    private IOException notAligned(int i) {
        return new IOException(shard.joinedColumns().get(i - 1) + " is not aligned with " + shard.uri());
    }
}
