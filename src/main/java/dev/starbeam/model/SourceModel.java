package dev.starbeam.model;

import dev.starbeam.batch.Schema;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where rows come from: files, or a table of a database.
 *
 * @param name as declared, e.g. {@code raw_orders}
 * @param location a path or URI of any Beam file system, globs allowed; for a database what {@link JdbcModel#location}
 *     says
 * @param csv how the bytes of files are cut into records and fields
 * @param header what to do when a file's header differs from the schema
 * @param schema the text columns of the source, as declared, as read from the first file's header or as the database
 *     has them
 * @param jdbc what is read from a database, or {@code null}: the source is files
 * @param newFilesOnly whether a batch reads only the files that no published batch has read
 * @param landed whether its rows are also kept as read, in schema {@code raw}
 */
public record SourceModel(
        String name,
        String location,
        CsvFormat csv,
        HeaderPolicy header,
        Schema schema,
        @Nullable JdbcModel jdbc,
        boolean newFilesOnly,
        boolean landed)
        implements Serializable {

    /** A source of files. */
    public SourceModel(String name, String location, CsvFormat csv, HeaderPolicy header, Schema schema) {
        this(name, location, csv, header, schema, null, false, false);
    }

    /** A source in a database. */
    public static SourceModel database(String name, JdbcModel jdbc, Schema schema) {
        return new SourceModel(
                name, jdbc.location(), CsvFormat.RFC_4180, HeaderPolicy.DEFAULT, schema, jdbc, false, false);
    }
}
