package dev.starbeam.source;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.reject.RejectedRow;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A source whose shards are files written out in the test.
 *
 * @param files the text batches of each file, as {@link dev.starbeam.batch.Rows#of} reads them
 * @param malformed records of a file that are no rows
 */
public record RowsInMemory(Map<String, List<String>> files, Map<String, List<RejectedRow>> malformed)
        implements RowSource<String> {

    @Override
    public RowSource.Rows open(String file, Consumer<RejectedRow> rejects) {
        List<ColumnBatch> batches =
                files.get(file).stream().map(dev.starbeam.batch.Rows::of).toList();
        List<RejectedRow> bad = malformed.getOrDefault(file, List.of());
        bad.forEach(rejects);
        long rows = batches.stream().mapToLong(ColumnBatch::rows).sum();
        Iterator<ColumnBatch> next = batches.iterator();
        return new RowSource.Rows() {
            @Override
            public ColumnBatch next() {
                return next.hasNext() ? next.next() : null;
            }

            @Override
            public long recordsRead() {
                return rows + bad.size();
            }

            @Override
            public long bytesRead() {
                return 100 * recordsRead();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String file(String file) {
        return file;
    }

    @Override
    public long firstOffset(String file) {
        return 7;
    }
}
