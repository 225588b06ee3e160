package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.model.Provenance;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.MergeInto;
import dev.starbeam.warehouse.sql.RowConditions;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.stream.Collectors;

/** The published rows of a fact that came from files which are delivered again, and now lack them. */
public final class FormerDelivery {
    private FormerDelivery() {}

    /**
     * Deletes them, once the batch's rows are merged.
     *
     * @param rows the rows to load as they stand behind FROM; empty when there are none
     * @param aside the keys of what was set aside, likewise
     */
    static String delete(SqlDialect sql, TableLoad load, String rows, String aside) {
        TableSpec fact = load.table();
        String same = RowConditions.same(sql, fact.key());
        String missing = rows.isEmpty() ? "" : " left join " + rows + " as s on " + same;
        String gone = "(select " + sql.identifiers("p", fact.key()) + " from " + sql.stored(fact) + " as p" + missing
                + Withdrawal.keeping(sql, load, aside, " where " + ofFiles(sql, load))
                + (rows.isEmpty() ? "" : " and s." + sql.identifier(Provenance.SOURCE_FILE) + " is null") + ")";
        return MergeInto.of(sql, fact, gone, same).delete("").text();
    }

    /** Whether a published row p came from one of the files. */
    public static String ofFiles(SqlDialect sql, TableLoad load) {
        return "p." + sql.identifier(Provenance.SOURCE_FILE) + " in ("
                + load.replacedFiles().stream().map(sql::text).collect(Collectors.joining(", ")) + ")";
    }
}
