package dev.starbeam.warehouse.table;

import static dev.starbeam.batch.ColumnType.BIGINT;
import static dev.starbeam.batch.ColumnType.BOOLEAN;
import static dev.starbeam.batch.ColumnType.TEXT;
import static dev.starbeam.batch.ColumnType.TIMESTAMP;
import static dev.starbeam.warehouse.table.ColumnSpec.natural;
import static dev.starbeam.warehouse.table.ColumnSpec.optional;
import static dev.starbeam.warehouse.table.ColumnSpec.required;

import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.CheckRecord;
import dev.starbeam.warehouse.RunRecord;
import dev.starbeam.warehouse.SourceFileRecord;
import java.util.ArrayList;
import java.util.List;

/** The tables of schema {@code quality}, the same for every pipeline. Times are UTC. */
public final class QualityTables {
    /** The schema of them all. */
    public static final String SCHEMA = "quality";

    /** Rows set aside before the facts, to be repaired and replayed. Staged by the pipeline. */
    public static final TableSpec REJECTED_ROWS = table(
            "rejected_rows",
            "Rows that could not be read, staged or referred to a dimension member.",
            required("stage", TEXT, "The source, staged entity or fact that rejected the row."),
            required("source_file", TEXT, "The file it was read from."),
            natural("source_offset", "Byte offset of its record in the decompressed file."),
            required("reason", TEXT, "The kind of fault."),
            optional("column_name", TEXT, "The column at fault, if one is."),
            required("detail", TEXT, "What was found and what was expected."),
            optional("raw", TEXT, "The record as read, if it was at hand."));

    /** Rows that a check flagged: left out of their table, or kept and listed. Staged by the pipeline. */
    public static final TableSpec QUARANTINED_ROWS = table(
            "quarantined_rows",
            "Rows that a check flagged, once for each check.",
            required("table_name", TEXT, "The fact or dimension."),
            required("check_id", TEXT, "The check."),
            required("action", TEXT, "quarantine: left out of the table; keep: published all the same."),
            optional("column_name", TEXT, "The column judged, if it is one."),
            optional("observed", TEXT, "The value found."),
            optional("expected", TEXT, "What would have passed."),
            optional("row", TEXT, "The row as JSON."),
            required("source_file", TEXT, "The file it was read from."),
            natural("source_offset", "Byte offset of its record in the decompressed file."));

    /** Filled from {@link RunRecord}. */
    public static final TableSpec RUNS = table(
            "runs",
            "One row for each run that published.",
            required("pipeline", TEXT, "The pipeline."),
            required("fingerprint", TEXT, "Of the declaration that ran."),
            required("started_at", TIMESTAMP, "When the run began."),
            required("finished_at", TIMESTAMP, "When it was published."),
            required("verdict", TEXT, "Of the quality gate: passed, warned, held, not_judged or overruled."),
            natural("rows_read", "Read from all sources: the sum of the four below."),
            natural("rows_accepted", "In facts, or staged for dimensions and lookups alone."),
            natural("rows_rejected", "See rejected_rows."),
            natural("rows_filtered", "Left out by a declared filter or as duplicates."),
            natural("rows_quarantined", "See quarantined_rows."),
            required("version", TEXT, "Of the program."),
            optional("rows_withdrawn", BIGINT, "Published rows that the batch took away; no part of the rows read."));

    /** Filled from {@link CheckRecord}. */
    public static final TableSpec CHECK_RESULTS = table(
            "check_results",
            "One row for each check of a run.",
            required("check_id", TEXT, "The check."),
            required("table_name", TEXT, "The fact or dimension judged."),
            optional("column_name", TEXT, "The column judged, if it is one."),
            required("severity", TEXT, "warn or error."),
            required("on_failure", TEXT, "keep or quarantine: what happens to flagged rows."),
            required("status", TEXT, "pass, warn, fail, held or not_judged."),
            natural("rows_judged", "Rows the check had a say about."),
            natural("rows_flagged", "Rows at fault."),
            natural("rows_powerless", "Rows judged where nothing could ever be flagged."),
            optional("observed", TEXT, "What was found."),
            optional("expected", TEXT, "What passes."),
            optional("remedy", TEXT, "What people can do about a failure."));

    /** The ledger. */
    public static final TableSpec LOADS = table(
            "loads",
            "The ledger: one row for each published batch.",
            required("pipeline", TEXT, "The pipeline."),
            required("fingerprint", TEXT, "Of the declaration that ran."),
            required("published_at", TIMESTAMP, "When the transaction was committed."),
            optional("marts_built_at", TIMESTAMP, "When the marts had this batch; NULL before."),
            optional("marts", TEXT, "Hash of the marts as they were declared when they were built last."),
            optional("rebuilt", BOOLEAN, "Whether the batch took the place of all rows; NULL if not."));

    /** The ledger's receipts. */
    public static final TableSpec LOAD_TABLES = table(
            "load_tables",
            "What each published batch did to each table.",
            natural("position", "Order of loading, from 0."),
            required("table_name", TEXT, "Schema and table."),
            natural("rows_inserted", "Had a key that was not published."),
            natural("rows_updated", "Replaced a published row that said something else."),
            natural("rows_unchanged", "Said what the published row says, or were older."),
            optional("rows_withdrawn", BIGINT, "Published rows that are gone: newer ones were set aside."),
            optional("rows_staying", BIGINT, "Published rows that stay although newer ones were set aside."));

    /** Filled from {@link SourceFileRecord}. */
    public static final TableSpec LOAD_FILES = table(
            "load_files",
            "The files each published batch was read from.",
            required("source", TEXT, "The declared source."),
            required("file", TEXT, "Path or URI."),
            natural("bytes", "Size as stored."),
            optional("version", TEXT, "Its checksum or time of change; NULL when only a part was read."),
            optional("unended_at", BIGINT, "Where its last record began, if it may have been cut short; else NULL."));

    /** For pipelines with incremental marts; the row without a batch tells how a mart was built. */
    public static final TableSpec MART_BATCHES = new TableSpec(
            SCHEMA,
            "mart_batches",
            List.of(
                    required("mart", TEXT, "An incremental mart."),
                    required("declaration", TEXT, "Hash of its query and keys."),
                    required("star", TEXT, "Hash of the tables it reads, as declared."),
                    required("batch_id", TEXT, "A batch; empty for how the mart was built."),
                    required("has_groups", BOOLEAN, "Whether the batch's groups are kept."),
                    optional("reads", TEXT, "The tables of the star that it reads, between bars; NULL: unknown.")),
            List.of(),
            null,
            null,
            Materialization.TABLE,
            "What incremental marts were built from, and the batches whose groups are kept for them.");

    /** A view: of {@link #REJECTED_ROWS} those that no later batch of their pipeline has read again. */
    public static final TableSpec REJECTED_NOW = view(
            "rejected_now",
            "Rejected rows of files that no later batch has read again.",
            List.of(required("pipeline", TEXT, "The pipeline.")),
            REJECTED_ROWS);

    /** A view: of {@link #CHECK_RESULTS} those of each pipeline's newest run. */
    public static final TableSpec VERDICTS_NOW = view(
            "verdicts_now",
            "What the checks of each pipeline's newest run have found.",
            List.of(
                    required("pipeline", TEXT, "The pipeline."),
                    required("verdict", TEXT, "Of the quality gate on the run.")),
            CHECK_RESULTS);

    private QualityTables() {}

    /** What is shown of these tables as it is now; {@code QualityViews} has the queries. */
    public static List<TableSpec> views() {
        return List.of(REJECTED_NOW, VERDICTS_NOW);
    }

    private static TableSpec view(String name, String description, List<ColumnSpec> columns, TableSpec of) {
        List<ColumnSpec> all = new ArrayList<>(columns);
        all.addAll(of.columns());
        return new TableSpec(SCHEMA, name, all, List.of(), null, null, Materialization.VIEW, description);
    }

    /** Every table that all pipelines have, the format and the ledger first. */
    public static List<TableSpec> all() {
        return List.of(
                FormatTable.SPEC, LOADS, LOAD_TABLES, LOAD_FILES, RUNS, CHECK_RESULTS, REJECTED_ROWS, QUARANTINED_ROWS);
    }

    private static TableSpec table(String name, String description, ColumnSpec... columns) {
        List<ColumnSpec> all = new ArrayList<>();
        all.add(required("batch_id", TEXT, "The batch."));
        all.addAll(List.of(columns));
        return new TableSpec(SCHEMA, name, all, List.of(), null, "batch_id", Materialization.TABLE, description);
    }
}
