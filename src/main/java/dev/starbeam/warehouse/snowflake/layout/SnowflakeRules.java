package dev.starbeam.warehouse.snowflake.layout;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.warehouse.ddl.DdlDialect;
import dev.starbeam.warehouse.migrate.ColumnFit;
import dev.starbeam.warehouse.migrate.KeyRules;
import dev.starbeam.warehouse.migrate.MigrationRules;
import dev.starbeam.warehouse.migrate.PublishedColumn;
import dev.starbeam.warehouse.snowflake.stage.WorkTables;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.List;

/**
 * How Snowflake changes tables that are there.
 *
 * <p>Its catalogue knows the types {@code TEXT}, {@code NUMBER}, {@code FLOAT}, {@code DATE}, {@code TIMESTAMP_NTZ} and
 * {@code BOOLEAN}, and others that publishing never makes.
 */
record SnowflakeRules(DdlDialect sql, KeyRules keys) implements MigrationRules {
    private static final int BIGINT_DIGITS = 19;

    /** Snowflake widens a number's precision in place, but never changes its scale. */
    @Override
    public ColumnFit fit(PublishedColumn published, ColumnType declared) {
        return switch (declared.kind()) {
            case TEXT -> fit(published, "TEXT");
            case BIGINT -> fitNumber(published, BIGINT_DIGITS, 0);
            case DECIMAL -> fitNumber(published, declared.precision(), declared.scale());
            case DOUBLE -> fit(published, "FLOAT");
            case DATE -> fit(published, "DATE");
            case TIMESTAMP -> fit(published, "TIMESTAMP_NTZ");
            case BOOLEAN -> fit(published, "BOOLEAN");
        };
    }

    private static ColumnFit fit(PublishedColumn published, String wanted) {
        return published.type().equals(wanted) ? ColumnFit.HOLDS : ColumnFit.INCOMPATIBLE;
    }

    private static ColumnFit fitNumber(PublishedColumn published, int precision, int scale) {
        if (!published.type().equals("NUMBER")) {
            return ColumnFit.INCOMPATIBLE;
        }
        if (precision - scale <= published.precision() - published.scale() && scale <= published.scale()) {
            return ColumnFit.HOLDS;
        }
        return scale == published.scale() ? ColumnFit.CAN_WIDEN : ColumnFit.INCOMPATIBLE;
    }

    /** Whether a column is just as wide as surrogate keys are declared. */
    static boolean isKey(PublishedColumn column) {
        return column.type().equals("NUMBER") && column.precision() == BIGINT_DIGITS && column.scale() == 0;
    }

    @Override
    public String typeText(PublishedColumn column) {
        return column.type().equals("NUMBER")
                ? "NUMBER(" + column.precision() + ", " + column.scale() + ")"
                : column.type();
    }

    @Override
    public String remedy(TableSpec table, ColumnSpec column) {
        return ", and Snowflake can't turn one into the other in place. Give the new column another name; or drop"
                + " the published one (alter table " + sql.stored(table) + " drop column "
                + sql.identifier(column.name()) + "), and fill it again with --full-refresh";
    }

    @Override
    public boolean renamesIntoOtherSchemas() {
        return true;
    }

    @Override
    public List<String> ownSchemas() {
        return List.of(WorkTables.SCHEMA);
    }
}
