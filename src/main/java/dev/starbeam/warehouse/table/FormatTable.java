package dev.starbeam.warehouse.table;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import java.util.List;

/** {@code quality.format}: which version the published tables are of, with the ledger and the rows about runs. */
public final class FormatTable {
    /** What this program writes. To be raised whenever an older program would misread the tables. */
    public static final long CURRENT = 2;

    /** Since when keys are seeded by dimension. */
    public static final long SEEDED_KEYS = 2;

    /** The column that has the version. */
    public static final String VERSION = "format_version";

    /** One row. */
    public static final TableSpec SPEC = new TableSpec(
            QualityTables.SCHEMA,
            "format",
            List.of(ColumnSpec.required(
                    VERSION, ColumnType.BIGINT, "Programs that know only lower ones refuse to open these tables.")),
            List.of(),
            null,
            null,
            Materialization.TABLE,
            "One row: the version of these tables' format.");

    private FormatTable() {}
}
