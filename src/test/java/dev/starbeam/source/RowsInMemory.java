package dev.starbeam.source;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.loading.source.FormatKey;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.source.Compression;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.FormatOptions;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.reject.RejectedRow;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Files written out in the test, each one range.
 *
 * @param files the batches of each file, as {@link dev.starbeam.batch.Rows#of} reads them
 * @param malformed records of a file that are no rows
 */
public record RowsInMemory(Map<String, List<String>> files, Map<String, List<RejectedRow>> malformed)
        implements FileFormat {
    private static final int FIRST_OFFSET = 7;

    /** The files as a source. */
    public FileSource source() {
        FilesModel model = new FilesModel("raw", "*", new NoOptions(), HeaderPolicy.DEFAULT, Schema.of());
        return new FileSource(model, this, new Listing(List.copyOf(new TreeMap<>(files).keySet())));
    }

    /** A file whose first record is after some others. */
    public static SourceRange range(String file) {
        return new SourceRange("raw", new SourceFile(file, 100, 0, null, true), FIRST_OFFSET, 100, true, 93);
    }

    @Override
    public BatchReader open(FilesModel source, SourceRange range, Consumer<RejectedRow> rejects) {
        List<ColumnBatch> batches = files.get(range.path()).stream()
                .map(dev.starbeam.batch.Rows::of)
                .toList();
        List<RejectedRow> bad = malformed.getOrDefault(range.path(), List.of());
        bad.forEach(rejects);
        long rows = batches.stream().mapToLong(ColumnBatch::rows).sum();
        return new BatchesInMemory(batches.iterator(), rows + bad.size());
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String meaning() {
        return "Nothing to choose";
    }

    @Override
    public List<FormatKey> keys() {
        return List.of();
    }

    @Override
    public FormatOptions read(@Nullable Section declared) {
        return new NoOptions();
    }

    @Override
    public boolean isTyped() {
        return true;
    }

    @Override
    public boolean keepsRaw() {
        return true;
    }

    @Override
    public Optional<List<Field>> columns(FilesModel source, String file) {
        return Optional.of(List.of());
    }

    @Override
    public boolean canSplit(FilesModel source) {
        return true;
    }

    @Override
    public List<Long> starts(FilesModel source, SourceFile file, long rangeBytes) {
        return List.of(0L, file.size() / 2);
    }

    /** Of no format. */
    record NoOptions() implements FormatOptions {
        @Override
        public String format() {
            return "memory";
        }
    }

    private record BatchesInMemory(Iterator<ColumnBatch> batches, long recordsRead) implements BatchReader {
        @Override
        public @Nullable ColumnBatch next() {
            return batches.hasNext() ? batches.next() : null;
        }

        @Override
        public long bytesRead() {
            return 100 * recordsRead;
        }

        @Override
        public void close() {}
    }

    /** Files of 100 bytes; packed when their names end in {@code .z}, or in {@code .hidden}, which no one expects. */
    record Listing(List<String> names) implements FileStore {
        @Override
        public List<SourceFile> list(String whose, String location) {
            return names.stream()
                    .map(name -> new SourceFile(name, 100, 5, null, true))
                    .toList();
        }

        @Override
        public boolean seemsPacked(SourceFile file, Compression declared) {
            return file.path().endsWith(".z");
        }

        @Override
        public boolean isPacked(SourceFile file, Compression declared) {
            return file.path().endsWith(".z") || file.path().endsWith(".hidden");
        }
    }
}
