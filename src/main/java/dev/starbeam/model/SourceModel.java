package dev.starbeam.model;

import dev.starbeam.batch.Schema;
import java.io.Serializable;

/**
 * Where rows come from.
 *
 * @param name as declared, e.g. {@code raw_orders}
 * @param location a path or URI of any Beam file system; globs allowed
 * @param csv how the bytes are cut into records and fields
 * @param header what to do when a file's header differs from the schema
 * @param schema the text columns of the source, as declared or as read from the first file's header
 * @param landed whether its rows are also kept as read, in schema {@code raw}
 */
public record SourceModel(
        String name, String location, CsvFormat csv, HeaderPolicy header, Schema schema, boolean landed)
        implements Serializable {
    /** A source whose rows do not land in schema {@code raw}. */
    public SourceModel(String name, String location, CsvFormat csv, HeaderPolicy header, Schema schema) {
        this(name, location, csv, header, schema, false);
    }
}
