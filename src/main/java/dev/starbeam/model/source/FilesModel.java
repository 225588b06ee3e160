package dev.starbeam.model.source;

import dev.starbeam.batch.Schema;
import java.util.function.Function;

/**
 * A source of files in one format.
 *
 * @param location a path or URI of any Beam file system, globs allowed
 * @param compression how the files are packed
 * @param format the options of their format, which also name it
 * @param header what to do when a file's columns are not the schema
 * @param replacesFiles whether a file that is read again takes the place of what it brought before, so that facts lose the
 *     rows that it lacks now
 * @param settleMillis files that were changed less long ago are left to a later batch
 */
public record FilesModel(
        String name,
        String location,
        Compression compression,
        FormatOptions format,
        HeaderPolicy header,
        Schema schema,
        boolean newFilesOnly,
        boolean landed,
        boolean replacesFiles,
        long settleMillis)
        implements SourceModel {

    /** Of which a file that has changed replaces itself where only new files are read, whenever it was changed. */
    public FilesModel(
            String name,
            String location,
            Compression compression,
            FormatOptions format,
            HeaderPolicy header,
            Schema schema,
            boolean newFilesOnly,
            boolean landed) {
        this(name, location, compression, format, header, schema, newFilesOnly, landed, newFilesOnly, 0);
    }

    /** Files that are read whole by each batch, packed as their content says. */
    public FilesModel(String name, String location, FormatOptions format, HeaderPolicy header, Schema schema) {
        this(name, location, Compression.AUTO, format, header, schema, false, false);
    }

    @Override
    public boolean isVersioned() {
        return true;
    }

    @Override
    public <R> R match(Function<FilesModel, R> files, Function<TableModel, R> table) {
        return files.apply(this);
    }
}
