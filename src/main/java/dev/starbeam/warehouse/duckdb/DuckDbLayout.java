package dev.starbeam.warehouse.duckdb;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.ddl.DdlDialect;
import dev.starbeam.warehouse.migrate.Catalogue;
import dev.starbeam.warehouse.migrate.ColumnFit;
import dev.starbeam.warehouse.migrate.MigrationRules;
import dev.starbeam.warehouse.migrate.PublishedColumn;
import dev.starbeam.warehouse.migrate.PublishedTable;
import dev.starbeam.warehouse.migrate.SchemaMigration;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes tables of a DuckDB file what their specs say, within whatever transaction is open.
 *
 * <p>No primary key is declared: DuckDB's unique index slows loading and refuses to replace a row within one
 * transaction. Publishing proves keys instead.
 */
final class DuckDbLayout {
    private static final String CATALOGUE =
            "select c.schema_name, c.table_name, v.view_name is not null, coalesce(v.comment, t.comment, ''),"
                    + " c.column_name, c.data_type, c.numeric_precision, c.numeric_scale, c.is_nullable, c.comment"
                    + " from duckdb_columns() as c left join duckdb_tables() as t on t.database_name = c.database_name"
                    + " and t.schema_name = c.schema_name and t.table_name = c.table_name left join duckdb_views() as v"
                    + " on v.database_name = c.database_name and v.schema_name = c.schema_name and v.view_name ="
                    + " c.table_name where c.database_name = current_database() and not c.internal"
                    + " order by c.schema_name, c.table_name, c.column_index";

    private static final DuckDbDdl SQL = new DuckDbDdl();

    private final SqlSession session;

    DuckDbLayout(SqlSession session) {
        this.session = session;
    }

    /** The statements that make the tables what they should be, in order; none when they are. */
    List<String> changes(List<TableSpec> tables) throws SQLException {
        List<String> changes = new ArrayList<>(removals(tables));
        changes.addAll(SchemaMigration.statements(new Rules(), catalogue(), tables));
        return List.copyOf(changes);
    }

    private List<String> removals(List<TableSpec> tables) throws SQLException {
        List<String> removals = new ArrayList<>();
        Catalogue there = catalogue();
        for (TableSpec table : tables) {
            if (table.schema().equals(StarTables.SCHEMA)) {
                removals.addAll(new CheckRemoval(session).statements(table, widened(table, there)));
            }
        }
        return removals;
    }

    private static Set<String> widened(TableSpec table, Catalogue there) {
        PublishedTable published = there.tables().get(Catalogue.key(SQL.storedSchema(table), table.name()));
        Set<String> widened = new HashSet<>();
        if (published == null) {
            return widened;
        }
        for (ColumnSpec column : table.columns()) {
            PublishedColumn held = published.columns().get(column.name());
            if (held != null && new Rules().fit(held, column.type()) == ColumnFit.CAN_WIDEN) {
                widened.add(column.name());
            }
        }
        return widened;
    }

    /** What CHECKs were taken off by has no comments, so the catalogue is looked at after that. */
    void apply(List<TableSpec> tables) throws SQLException {
        for (String removal : removals(tables)) {
            session.execute(removal);
        }
        for (String change : changes(tables)) {
            session.execute(change);
        }
    }

    /** The same before a rebuild, which fills the tables anew: those that can't hold what is declared are dropped first. */
    void applyAnew(List<TableSpec> tables) throws SQLException {
        for (TableSpec table : tables) {
            boolean isOfStar = Set.of(StarTables.SCHEMA, TableSpec.DATA_SCHEMA).contains(table.schema());
            try {
                changes(List.of(table));
            } catch (IncompatibleTableException e) {
                if (!isOfStar) {
                    throw e;
                }
                if (table.materialized() == Materialization.VIEW) {
                    session.execute("drop view if exists " + SQL.published(table));
                }
                session.execute("drop table " + SQL.stored(table));
            }
        }
        apply(tables);
    }

    private Catalogue catalogue() throws SQLException {
        Map<String, PublishedTable> tables = new LinkedHashMap<>();
        for (List<@Nullable Object> row : session.query(CATALOGUE)) {
            PublishedColumn column = PublishedColumn.of(row.subList(4, row.size()));
            tables.computeIfAbsent(
                            Catalogue.key(String.valueOf(row.get(0)), String.valueOf(row.get(1))),
                            key -> new PublishedTable(
                                    Boolean.TRUE.equals(row.get(2)), String.valueOf(row.get(3)), Map.of()))
                    .columns()
                    .put(column.name(), column);
        }
        Set<String> schemas =
                session
                        .query("select schema_name from duckdb_schemas() where database_name = current_database()")
                        .stream()
                        .map(row -> String.valueOf(row.get(0)))
                        .collect(Collectors.toSet());
        return new Catalogue(schemas, tables);
    }

    private static final class Rules implements MigrationRules {
        private final DuckDbDdl sql = new DuckDbDdl();

        @Override
        public DdlDialect sql() {
            return sql;
        }

        @Override
        public ColumnFit fit(PublishedColumn published, ColumnType declared) {
            if (sql.type(declared).equals(published.type())) {
                return ColumnFit.HOLDS;
            }
            if (declared.kind() != ColumnType.Kind.DECIMAL || !published.type().startsWith("DECIMAL(")) {
                return ColumnFit.INCOMPATIBLE;
            }
            long whole = published.precision() - published.scale();
            int declaredWhole = declared.precision() - declared.scale();
            if (declaredWhole <= whole && declared.scale() <= published.scale()) {
                return ColumnFit.HOLDS;
            }
            return declaredWhole >= whole && declared.scale() >= published.scale()
                    ? ColumnFit.CAN_WIDEN
                    : ColumnFit.INCOMPATIBLE;
        }

        @Override
        public String typeText(PublishedColumn column) {
            return column.type();
        }

        @Override
        public String remedy(TableSpec table, ColumnSpec column) {
            return ". Give the new column another name, or convert the published one: alter table " + sql.stored(table)
                    + " alter column " + sql.identifier(column.name()) + " set data type " + sql.type(column.type());
        }

        /** {@code alter table … set schema} doesn't exist yet. */
        @Override
        public boolean renamesIntoOtherSchemas() {
            return false;
        }
    }
}
