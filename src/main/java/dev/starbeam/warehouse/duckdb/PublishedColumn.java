package dev.starbeam.warehouse.duckdb;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.warehouse.sql.ColumnFit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column as the catalogue has it.
 *
 * @param type as DuckDB writes it
 * @param comment empty when there is none
 */
record PublishedColumn(String name, String type, boolean nullable, String comment) {
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");

    /** From name, type, nullability and comment. */
    static PublishedColumn of(List<@Nullable Object> row) {
        Object comment = row.get(3);
        return new PublishedColumn(
                String.valueOf(row.get(0)),
                String.valueOf(row.get(1)),
                Boolean.TRUE.equals(row.get(2)),
                comment == null ? "" : comment.toString());
    }

    ColumnFit fit(ColumnType declared) {
        if (DuckDbSql.type(declared).equals(type)) {
            return ColumnFit.HOLDS;
        }
        Matcher decimal = DECIMAL.matcher(type);
        if (declared.kind() != ColumnType.Kind.DECIMAL || !decimal.matches()) {
            return ColumnFit.INCOMPATIBLE;
        }
        int scale = Integer.parseInt(decimal.group(2));
        int whole = Integer.parseInt(decimal.group(1)) - scale;
        int declaredWhole = declared.precision() - declared.scale();
        if (declaredWhole <= whole && declared.scale() <= scale) {
            return ColumnFit.HOLDS;
        }
        return declaredWhole >= whole && declared.scale() >= scale ? ColumnFit.CAN_WIDEN : ColumnFit.INCOMPATIBLE;
    }
}
