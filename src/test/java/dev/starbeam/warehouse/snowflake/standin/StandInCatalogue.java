package dev.starbeam.warehouse.snowflake.standin;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What the service has besides tables of ours: {@code information_schema.columns} as it shows types. */
final class StandInCatalogue {
    /** Not shown to clients. */
    static final String SCHEMA = "standin_catalogue";

    private StandInCatalogue() {}

    static void create(Connection duck) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute("create schema if not exists " + SCHEMA);
            statement.execute(
                    "create table if not exists " + SCHEMA + ".dynamic_tables (name varchar, comment varchar)");
            statement.execute("create table if not exists " + SCHEMA + ".error_logging (name varchar)");
            statement.execute("create table if not exists " + SCHEMA + ".checks (constraint_catalog varchar,"
                    + " constraint_schema varchar, constraint_table varchar, constraint_name varchar, check_clause varchar,"
                    + " position integer)");
            statement.execute("create or replace view " + SCHEMA + ".check_constraints as select current_database() as"
                    + " constraint_catalog, constraint_schema, constraint_table, constraint_name, check_clause from "
                    + SCHEMA + ".checks");
            statement.execute(
                    "create or replace view " + SCHEMA + ".tables as select t.*, d.comment, case when d.name is"
                            + " null then 'NO' else 'YES' end as is_dynamic from information_schema.tables t left join "
                            + SCHEMA
                            + ".dynamic_tables d on d.name = '\"' || t.table_schema || '\".\"' || t.table_name || '\"'");
            statement.execute(
                    "create table if not exists " + SCHEMA + ".keys (table_name varchar, kind varchar,"
                            + " constraint_name varchar, columns varchar, ref_table varchar, ref_columns varchar, rely varchar)");
            statement.execute("create or replace view " + SCHEMA + ".columns as select database_name as table_catalog,"
                    + " schema_name as table_schema, table_name, column_name, column_index as ordinal_position,"
                    + " case when is_nullable then 'YES' else 'NO' end as is_nullable,"
                    + " case when data_type = 'VARCHAR' then 'TEXT' when data_type like 'DECIMAL%' then 'NUMBER'"
                    + " when data_type in ('BIGINT', 'INTEGER', 'HUGEINT') then 'NUMBER' when data_type = 'DOUBLE' then 'FLOAT'"
                    + " when data_type like 'TIMESTAMP%' then 'TIMESTAMP_NTZ' else data_type end as data_type,"
                    + " numeric_precision, numeric_scale, comment from duckdb_columns() where not internal");
        }
    }
}
