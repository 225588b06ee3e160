package dev.starbeam.warehouse.duckdb;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.warehouse.WarehouseException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How names, texts, types and files are written in DuckDB's SQL: whatever they contain, they stay what they are. */
final class DuckDbSql {
    private DuckDbSql() {}

    static String name(String identifier) {
        if (identifier.isEmpty() || identifier.indexOf('\0') >= 0) {
            throw new WarehouseException("\"" + identifier + "\" can't be the name of a table or column");
        }
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** The type as DuckDB's catalogue shows it. */
    static String type(ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> "VARCHAR";
            case BIGINT -> "BIGINT";
            case DECIMAL -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case BOOLEAN -> "BOOLEAN";
        };
    }

    /**
     * The rows of local Parquet files, as a table in a FROM clause. Only the files say what is in them: unasked, DuckDB
     * would take a directory on their way named {@code country=GB} for a column.
     */
    static String rowsOf(List<String> files) {
        return files.stream()
                .map(DuckDbSql::localPath)
                .map(DuckDbSql::withoutGlobs)
                .map(DuckDbSql::text)
                .collect(Collectors.joining(", ", "read_parquet([", "], hive_partitioning = false)"));
    }

    private static String localPath(String file) {
        if (file.toLowerCase(Locale.ROOT).startsWith("file:")) {
            return Path.of(URI.create(file)).toString();
        }
        if (file.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")) {
            throw new WarehouseException("DuckDB loads staged files from local disks only, not " + file
                    + "; set --staging to a local directory");
        }
        return file;
    }

    /** DuckDB takes file names for patterns; a character class of one character is that character. */
    private static String withoutGlobs(String path) {
        return path.replaceAll("[\\[*?]", "[$0]");
    }
}
