package dev.starbeam.model;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;

/** The columns that say where a row came from. Every batch from ingest to fact carries the first two. */
public final class Provenance {
    /** Text: the file the row was read from, as matched; or the address of its table. */
    public static final String SOURCE_FILE = "_source_file";

    /** Bigint: the byte offset of the row's record in the decompressed file; or its number in the table, from 0. */
    public static final String SOURCE_OFFSET = "_source_offset";

    /** Text: the record as read, where the source keeps it; only between ingest and staging. */
    public static final String RAW = "_raw";

    /** Text: the batch that published the row; only in warehouse tables. */
    public static final String BATCH_ID = "_batch_id";

    /** Boolean: whether the row deletes the published row with its grain; only in staged files. */
    public static final String DELETED = "_deleted";

    private Provenance() {}

    /** A source's columns as its batches have them: followed by file and offset and, if it is kept, the record as read. */
    public static Schema of(Schema source, boolean raw) {
        Schema placed =
                source.with(new Field(SOURCE_FILE, ColumnType.TEXT)).with(new Field(SOURCE_OFFSET, ColumnType.BIGINT));
        return raw ? placed.with(new Field(RAW, ColumnType.TEXT)) : placed;
    }
}
