package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import java.util.List;
import java.util.Set;

/** SQL type names as Snowflake spells them. */
final class TypeNames {
    private static final Set<String> WHOLE = Set.of("bigint", "int", "integer", "smallint", "tinyint", "byteint");
    private static final Set<String> EXACT = Set.of("decimal", "number", "numeric", "dec");
    private static final Set<String> FLOATING =
            Set.of("double", "double precision", "float", "float8", "float4", "real");
    private static final Set<String> TEXTUAL = Set.of("text", "varchar", "string", "char", "character");
    private static final Set<String> MOMENTS = Set.of("timestamp", "timestamp_ntz", "timestampntz", "datetime");

    private TypeNames() {}

    /** @throws MistakenCall when there is no such type, or it is too wide */
    static ColumnType of(String name, List<Integer> sizes) {
        if (EXACT.contains(name)) {
            return exact(name, sizes);
        }
        if (!sizes.isEmpty() && !MOMENTS.contains(name)) {
            throw new MistakenCall(-1, "a " + name + " takes no size here; cut text with left(value, length)");
        }
        if (WHOLE.contains(name)) {
            return ColumnType.BIGINT;
        }
        if (FLOATING.contains(name)) {
            return ColumnType.DOUBLE;
        }
        if (TEXTUAL.contains(name)) {
            return ColumnType.TEXT;
        }
        if (MOMENTS.contains(name)) {
            return ColumnType.TIMESTAMP;
        }
        return switch (name) {
            case "date" -> ColumnType.DATE;
            case "boolean", "bool" -> ColumnType.BOOLEAN;
            default ->
                throw new MistakenCall(
                        -1,
                        "no type " + name
                                + "; there are text, bigint, decimal(precision, scale), double, date, timestamp_ntz and boolean");
        };
    }

    /** Without a scale, and from 19 digits on with scale 0, a bigint; else a decimal. */
    private static ColumnType exact(String name, List<Integer> sizes) {
        if (sizes.isEmpty()) {
            return ColumnType.BIGINT;
        }
        return decimal(name, sizes.get(0), sizes.size() > 1 ? sizes.get(1) : 0);
    }

    static ColumnType decimal(String name, int precision, int scale) {
        if (scale == 0 && precision > ColumnType.MAX_PRECISION && precision <= 38) {
            return ColumnType.BIGINT;
        }
        if (precision < 1 || precision > ColumnType.MAX_PRECISION || scale < 0 || scale > precision) {
            throw new MistakenCall(
                    -1,
                    name + "(" + precision + "," + scale
                            + ") cannot be held: precision must be 1 to 18 and scale 0 to the precision");
        }
        return ColumnType.decimal(precision, scale);
    }
}
