package dev.starbeam.warehouse.snowflake.mart;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.dialect.Refusal;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.snowflake.query.SnowflakeQuery;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSql;

/** A mart's query in Snowflake's SQL; marts are written in what DuckDB and Snowflake both know. */
final class SnowflakeMartSql {
    private SnowflakeMartSql() {}

    /** The query of a mart that was loaded, and so has been found to be translatable. */
    static String of(MartModel mart) {
        SnowflakeQuery query = SnowflakeQuery.of(mart.sql(), SnowflakeSql::name);
        for (Refusal refusal : query.refusals()) {
            throw new WarehouseException(
                    "mart " + mart.file() + ":" + refusal.line() + ":" + refusal.column() + ": " + refusal.message());
        }
        return query.sql();
    }
}
