package dev.starbeam.run.load;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files the keys of rows that are set aside; creates nothing where there are none. For one thread. */
final class SetAsideWriter implements Closeable {
    private final SetAsideKeys keys;
    private final PublishDirectory directory;
    private @Nullable ParquetBatchWriter writer;

    SetAsideWriter(SetAsideKeys keys, PublishDirectory directory) {
        this.keys = keys;
        this.directory = directory;
    }

    /** @param rows the rows set aside, with the columns that their keys are made of */
    void add(ColumnBatch rows) throws IOException {
        ColumnBatch known = keys.of(rows);
        if (known.rows() == 0) {
            return;
        }
        ParquetBatchWriter open = writer;
        if (open == null) {
            open = directory.create("aside-" + keys.table(), keys.keys().stagedSchema());
            writer = open;
        }
        open.write(known);
    }

    /** @param holds which rows of which source files they may be of */
    Optional<LoadFile> finish(List<RowRange> holds) throws IOException {
        ParquetBatchWriter open = writer;
        return open == null
                ? Optional.empty()
                : Optional.of(LoadFile.of(SetAsideKeys.filesOf(keys.table()), open.finish(), holds));
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
