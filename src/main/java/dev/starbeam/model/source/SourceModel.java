package dev.starbeam.model.source;

import dev.starbeam.batch.Schema;
import java.io.Serializable;
import java.util.function.Function;

/** Where rows come from. The kinds of source are a closed set; the formats of files are not. */
public sealed interface SourceModel extends Serializable permits FilesModel, TableModel {
    /** As declared, e.g. {@code raw_orders}. */
    String name();

    /** What rows are said to come from: a path or URI, globs allowed; or the address of a table, without secrets. */
    String location();

    /** The columns, as declared, as the first file names them or as the database has them. */
    Schema schema();

    /** Whether a batch reads only what no published batch has read. */
    boolean newFilesOnly();

    /** Whether what was read can be told from what is there later, so that the ledger can know it as read. */
    boolean isVersioned();

    /** Whether the rows are also kept as read, in schema {@code raw}. */
    boolean landed();

    /** What the function for this kind of source answers. */
    <R> R match(Function<FilesModel, R> files, Function<TableModel, R> table);
}
