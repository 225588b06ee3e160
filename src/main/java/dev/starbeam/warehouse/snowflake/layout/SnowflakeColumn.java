package dev.starbeam.warehouse.snowflake.layout;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.warehouse.sql.ColumnFit;
import dev.starbeam.warehouse.sql.SqlSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column as the catalogue has it.
 *
 * @param type {@code TEXT}, {@code NUMBER}, {@code FLOAT}, {@code DATE}, {@code TIMESTAMP_NTZ} or {@code BOOLEAN}, or
 *     one that publishing never makes
 * @param precision of a number
 * @param scale of a number
 * @param comment empty when there is none
 */
record SnowflakeColumn(String name, String type, long precision, long scale, boolean nullable, String comment) {
    private static final int BIGINT_DIGITS = 19;

    /** From name, type, precision, scale, nullability and comment. */
    static SnowflakeColumn of(List<@Nullable Object> row) {
        Object comment = row.get(5);
        return new SnowflakeColumn(
                String.valueOf(row.get(0)),
                String.valueOf(row.get(1)),
                row.get(2) == null ? 0 : SqlSession.asLong(row.get(2)),
                row.get(3) == null ? 0 : SqlSession.asLong(row.get(3)),
                "YES".equals(row.get(4)),
                comment == null ? "" : comment.toString());
    }

    /** Snowflake widens a number's precision in place, but never changes its scale. */
    ColumnFit fit(ColumnType declared) {
        return switch (declared.kind()) {
            case TEXT -> fit("TEXT");
            case BIGINT -> fitNumber(BIGINT_DIGITS, 0);
            case DECIMAL -> fitNumber(declared.precision(), declared.scale());
            case DOUBLE -> fit("FLOAT");
            case DATE -> fit("DATE");
            case TIMESTAMP -> fit("TIMESTAMP_NTZ");
            case BOOLEAN -> fit("BOOLEAN");
        };
    }

    /** Whether it is just as wide as surrogate keys are declared. */
    boolean isKey() {
        return type.equals("NUMBER") && precision == BIGINT_DIGITS && scale == 0;
    }

    private ColumnFit fit(String wanted) {
        return type.equals(wanted) ? ColumnFit.HOLDS : ColumnFit.INCOMPATIBLE;
    }

    private ColumnFit fitNumber(int declaredPrecision, int declaredScale) {
        if (!type.equals("NUMBER")) {
            return ColumnFit.INCOMPATIBLE;
        }
        if (declaredPrecision - declaredScale <= precision - scale && declaredScale <= scale) {
            return ColumnFit.HOLDS;
        }
        return declaredScale == scale ? ColumnFit.CAN_WIDEN : ColumnFit.INCOMPATIBLE;
    }

    /** As it is written in a statement. */
    String typeText() {
        return type.equals("NUMBER") ? "NUMBER(" + precision + ", " + scale + ")" : type;
    }
}
