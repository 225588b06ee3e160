package dev.starbeam.model;

/** The columns that say where a row came from. Every batch from ingest to fact carries the first two. */
public final class Provenance {
    /** Text: the file the row was read from, as matched; or the address of its table. */
    public static final String SOURCE_FILE = "_source_file";

    /** Bigint: the byte offset of the row's record in the decompressed file; or its number in the table, from 0. */
    public static final String SOURCE_OFFSET = "_source_offset";

    /** Text: the record as read; only between ingest and staging. */
    public static final String RAW = "_raw";

    /** Text: the batch that published the row; only in warehouse tables. */
    public static final String BATCH_ID = "_batch_id";

    /** Boolean: whether the row deletes the published row with its grain; only in staged files. */
    public static final String DELETED = "_deleted";

    private Provenance() {}
}
