package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.CompanionTables;
import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Dimensions that are published as type 2 and declared as type 0 or 1 by now. Such a dimension holds several rows a
 * member, to which facts refer: merging by natural key would make them look the same, so only a rebuild may follow.
 */
public final class ScdTypeChange {
    private final SqlSession session;
    private final SqlDialect sql;

    public ScdTypeChange(SqlSession session, SqlDialect dialect) {
        this.session = session;
        this.sql = dialect;
    }

    /** @throws IncompatibleTableException when one of the tables holds versions and is no longer to */
    public void refuse(List<TableSpec> tables) throws SQLException {
        Set<String> hashed = tablesWith(DimensionModel.ROW_HASH);
        for (TableSpec table : tables) {
            if (hasNone(table) && holdsVersions(table, hashed)) {
                throw incompatible(table);
            }
        }
    }

    private static IncompatibleTableException incompatible(TableSpec table) {
        int scd = table.merging().precedence() == Merging.Precedence.OLDEST ? 0 : 1;
        return new IncompatibleTableException(table.qualifiedName()
                + " is published with scd: 2 and holds every version of its members; it is now declared with scd: "
                + scd + ", one row each. Nothing was changed. Run once with --full-refresh, which reads everything"
                + " again and replaces the dimension, its history and all facts; or declare scd: 2 again");
    }

    /** Deletes the observations kept of a dimension that has no history any more, as part of its rebuild. */
    void empty(List<TableSpec> tables) throws SQLException {
        Set<String> hashed = tablesWith(DimensionModel.ROW_HASH);
        // A dimension of such a name, held beside its view, has no batch.
        hashed.retainAll(tablesWith(Provenance.BATCH_ID));
        for (TableSpec table : tables) {
            String history = CompanionTables.historyName(table);
            if (hasNone(table) && hashed.contains(catalogued(TableSpec.DATA_SCHEMA, history))) {
                session.update("delete from " + sql.identifier(TableSpec.DATA_SCHEMA) + "." + sql.identifier(history));
            }
        }
    }

    private static boolean hasNone(TableSpec table) {
        return table.surrogateKey() != null
                && table.merging().history().isEmpty()
                && table.columns().stream().noneMatch(column -> column.name().equals(DimensionModel.ROW_HASH));
    }

    /**
     * Where the table is may be about to change, so both schemas are looked at. The unknown member, and members that were
     * there before the history and not observed since, have no hash.
     */
    private boolean holdsVersions(TableSpec table, Set<String> hashed) throws SQLException {
        String hash = sql.identifier(DimensionModel.ROW_HASH);
        for (String schema : List.of(table.schema(), TableSpec.DATA_SCHEMA)) {
            String name = sql.identifier(schema) + "." + sql.identifier(table.name());
            if (hashed.contains(catalogued(schema, table.name()))
                    && !session.query("select 1 from " + name + " where " + hash + " is not null limit 1")
                            .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private Set<String> tablesWith(String column) throws SQLException {
        Set<String> tables = new HashSet<>();
        session.query(
                        "select table_schema, table_name from information_schema.columns where table_catalog ="
                                + " current_database() and table_schema in (?, ?) and column_name = ?",
                        sql.catalogued(StarTables.SCHEMA),
                        sql.catalogued(TableSpec.DATA_SCHEMA),
                        sql.catalogued(column))
                .forEach(row -> tables.add(row.get(0) + "." + row.get(1)));
        return tables;
    }

    private String catalogued(String schema, String table) {
        return sql.catalogued(schema) + "." + sql.catalogued(table);
    }
}
