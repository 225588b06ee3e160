package dev.starbeam.warehouse.table;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.source.SourceModel;
import java.util.ArrayList;
import java.util.List;

/** The tables of schema {@code raw}: a source's rows as they were read, batch after batch, never changed. */
public final class RawTables {
    /** The schema of landed sources. */
    public static final String SCHEMA = "raw";

    /** Which batches of which sources have landed, where they land beside publishing. */
    public static final TableSpec LANDINGS = new TableSpec(
            QualityTables.SCHEMA,
            "raw_landings",
            List.of(
                    ColumnSpec.required("batch_id", ColumnType.TEXT, "The batch."),
                    ColumnSpec.required("source", ColumnType.TEXT, "The source, and its table in schema raw."),
                    ColumnSpec.natural("rows_landed", "How many rows it has landed."),
                    ColumnSpec.required("landed_at", ColumnType.TIMESTAMP, "When the transaction was committed.")),
            List.of("batch_id", "source"),
            null,
            null,
            Materialization.TABLE,
            "One row for each landed batch of a source.");

    private RawTables() {}

    /** The table of a source: its columns as they are read, the batch, the file and the place in it. */
    public static TableSpec of(SourceModel source) {
        List<ColumnSpec> columns = new ArrayList<>();
        for (Field field : source.schema().fields()) {
            columns.add(ColumnSpec.optional(field.name(), field.type(), ""));
        }
        columns.add(ColumnSpec.required(Provenance.BATCH_ID, ColumnType.TEXT, "The batch that landed the row."));
        columns.add(ColumnSpec.required(Provenance.SOURCE_FILE, ColumnType.TEXT, "The file it was read from."));
        columns.add(
                ColumnSpec.natural(Provenance.SOURCE_OFFSET, "Byte offset of its record in the decompressed file."));
        return new TableSpec(
                SCHEMA,
                source.name(),
                columns,
                List.of(),
                null,
                Provenance.BATCH_ID,
                Materialization.TABLE,
                "Rows of " + source.name() + " as read.");
    }
}
