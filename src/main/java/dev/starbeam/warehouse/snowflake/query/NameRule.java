package dev.starbeam.warehouse.snowflake.query;

import dev.starbeam.model.dialect.Refusals;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;

/**
 * Writes names as Snowflake stores them. A name without quotes means upper case there, as the tables are stored; only
 * words that Snowflake reserves have to be quoted. A name in quotes is quoted as the table's was.
 */
final class NameRule {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

    /** Words of joins that the parser takes for an alias. */
    private static final Set<String> JOINS = Set.of("asof", "semi", "anti", "positional");

    /** Reserved by Snowflake, but not by DuckDB or the parser. */
    private static final Set<String> RESERVED = Set.of(
            ("account alter connect connection current database delete drop following grant gscluster ilike increment"
                            + " insert issue minus of organization regexp revoke rlike row rows sample schema set start"
                            + " tablesample trigger try_cast update values view whenever")
                    .split(" "));

    /** Not columns, though they look so. */
    private static final Set<String> CONSTANTS = Set.of(
            ("current_catalog current_role current_schema current_time current_user localtime localtimestamp rowid"
                            + " session_user sysdate user")
                    .split(" "));

    private final UnaryOperator<String> quoted;
    private final Refusals refusals;

    /**
     * Writes names.
     *
     * @param quoted a stored name in quotes, as Snowflake has it
     */
    NameRule(UnaryOperator<String> quoted, Refusals refusals) {
        this.quoted = quoted;
        this.refusals = refusals;
    }

    Object column(Column column, Token place) {
        if (!".".equals(column.getTableDelimiter())) {
            refusals.add(place, "the warehouses don't both know \"" + column + "\"");
        }
        String name = column.getColumnName().toLowerCase(Locale.ROOT);
        if (column.getTable() == null && CONSTANTS.contains(name)) {
            refusals.add(
                    place,
                    "\"" + name + "\" isn't the same on both warehouses; put a column's name into double quotes");
        }
        column.setColumnName(name(column.getColumnName(), place));
        return column;
    }

    Object table(Table table, Token place) {
        if (table.getNameParts().size() > 2) {
            refusals.add(place, "table \"" + table.getFullyQualifiedName() + "\" is in another database");
        }
        if (table.getSchemaName() != null) {
            table.setSchemaName(name(table.getSchemaName(), place));
        }
        if (table.getName() != null) {
            table.setName(name(table.getName(), place));
        }
        return table;
    }

    Object alias(Alias alias, Token place) {
        if (alias.getName() != null) {
            if (!alias.isUseAs() && JOINS.contains(alias.getName().trim().toLowerCase(Locale.ROOT))) {
                refusals.add(
                        place,
                        "the warehouses don't both know " + alias.getName().trim() + " join");
            }
            alias.setName(name(alias.getName(), place));
        }
        if (alias.getAliasColumns() != null) {
            List<Alias.AliasColumn> columns = alias.getAliasColumns().stream()
                    .map(column -> new Alias.AliasColumn(name(column.name, place), column.colDataType))
                    .toList();
            alias.setAliasColumns(columns);
        }
        return alias;
    }

    private String name(String written, Token place) {
        if (written.length() > 1 && written.startsWith("\"") && written.endsWith("\"")) {
            return quoted.apply(written.substring(1, written.length() - 1).replace("\"\"", "\""));
        }
        if (!NAME.matcher(written).matches()) {
            refusals.add(
                    place, "\"" + written + "\" is no name that both warehouses can read; put it into double quotes");
            return written;
        }
        String lower = written.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lower)) {
            return quoted.apply(lower);
        }
        return PLAIN.matcher(written).matches() ? written : quoted.apply(written);
    }
}
