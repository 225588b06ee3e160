package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.MergeInto;
import dev.starbeam.warehouse.sql.RowConditions;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows of facts that a former declaration has made of a file, and the present one, which has read the file again as it
 * was, no longer makes: a filter is new, say. They are withdrawn. Rows of other contents of the file stay.
 */
final class FormerRows {
    private static final int HALF = 32;

    private final SqlSession session;
    private final SqlDialect sql;
    private final PublishRequest request;
    private final Function<TableLoad, String> rows;

    /** @param rows the rows of a load as they stand behind FROM */
    FormerRows(SqlSession session, SqlDialect dialect, PublishRequest request, Function<TableLoad, String> rows) {
        this.session = session;
        this.sql = dialect;
        this.request = request;
        this.rows = rows;
    }

    /** After the batch's files were noted, and before it is in the ledger. @return how many rows, of each load */
    List<Long> withdraw() throws SQLException {
        boolean otherwise = isDeclaredOtherwise();
        List<Long> withdrawn = new ArrayList<>();
        for (TableLoad load : request.tables()) {
            withdrawn.add(otherwise && tellsItsFile(load.table()) ? delete(load) : 0L);
        }
        return withdrawn;
    }

    private boolean isDeclaredOtherwise() throws SQLException {
        return session.number(
                        "select count(*) from " + sql.stored(QualityTables.LOADS) + " where "
                                + sql.identifier("pipeline") + " = ? and substr(" + sql.identifier("fingerprint")
                                + ", 1, " + HALF + ") <> ?",
                        request.run().pipeline(),
                        PipelineModel.declaration(request.run().fingerprint()))
                > 0;
    }

    static boolean tellsItsFile(TableSpec table) {
        return table.schema().equals(StarTables.SCHEMA)
                && table.merging().isFact()
                && table.columns().stream().anyMatch(column -> column.name().equals(Provenance.SOURCE_FILE));
    }

    /** Behind a mark stands the checksum of what was read, if it is known, which decides; else the whole version does. */
    private static String sameContent(String one, String other) {
        String content = "split_part(" + one + ", '#', 2)";
        return "(" + one + " = " + other + " or " + content + " <> '' and " + content + " = split_part(" + other
                + ", '#', 2))";
    }

    private long delete(TableLoad load) throws SQLException {
        String batch = sql.identifier("batch_id");
        String file = sql.identifier("file");
        String version = sql.identifier("version");
        String source = sql.identifier("source");
        String files = sql.stored(QualityTables.LOAD_FILES);
        String former = "(select distinct f." + batch + ", f." + file + " from " + files + " as f join "
                + sql.stored(QualityTables.LOADS) + " as l on l." + batch + " = f." + batch + " join " + files
                + " as n on n." + source + " = f." + source + " and n." + file + " = f." + file + " and "
                + sameContent("n." + version, "f." + version) + " where n." + batch + " = ? and l."
                + sql.identifier("pipeline")
                + " = ? and substr(l." + sql.identifier("fingerprint") + ", 1, " + HALF + ") <> ?)";
        String made = "p." + sql.identifier(Provenance.BATCH_ID) + " = s." + batch + " and p."
                + sql.identifier(Provenance.SOURCE_FILE) + " = s." + file;
        return session.update(
                delete(load, former, made).text(),
                request.run().batchId(),
                request.run().pipeline(),
                PipelineModel.declaration(request.run().fingerprint()));
    }

    private MergeInto delete(TableLoad load, String former, String made) {
        TableSpec fact = load.table();
        TableLoad aside = load.setAside();
        if (aside == null || fact.merging().withdraws()) {
            return MergeInto.of(sql, fact, former, made).delete("");
        }
        String gone = "(select " + sql.identifiers("p", fact.key()) + " from " + sql.stored(fact) + " as p join "
                + former + " as s on " + made + Withdrawal.keeping(sql, load, rows.apply(aside), " where 1 = 1") + ")";
        return MergeInto.of(sql, fact, gone, RowConditions.same(sql, fact.key()))
                .delete("");
    }
}
