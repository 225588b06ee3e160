package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.Optional;

/** The member 0 of a dimension, NULL in all but its keys; with history, it is always valid. */
public final class UnknownMember {
    private UnknownMember() {}

    /** Adds it to a table that has a surrogate key, unless it is there. */
    public static String add(SqlDialect sql, TableSpec dimension, String surrogateKey) {
        String key = sql.identifier(surrogateKey);
        String columns = key;
        String values = "0";
        Optional<Merging.ScdType2> history = dimension.merging().history();
        if (history.isPresent()) {
            String time = sql.type(ColumnType.TIMESTAMP);
            columns += ", " + sql.identifier(history.get().durableKey()) + ", "
                    + sql.identifier(DimensionModel.VALID_FROM) + ", " + sql.identifier(DimensionModel.VALID_TO) + ", "
                    + sql.identifier(DimensionModel.IS_CURRENT);
            values += ", 0, cast(" + sql.text(HistorySql.EVER) + " as " + time + "), cast(" + sql.text(HistorySql.NEVER)
                    + " as " + time + "), true";
        }
        String table = sql.stored(dimension);
        return "insert into " + table + " (" + columns + ") select " + values + " where not exists (select 1 from "
                + table + " where " + key + " = 0)";
    }
}
