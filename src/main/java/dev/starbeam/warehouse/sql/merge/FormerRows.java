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
 * was, no longer makes: a filter is new, say. They are withdrawn. Rows of other contents of the file stay. To be asked after
 * the batch's files were noted, and before it is in the ledger.
 */
final class FormerRows {
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

    /**
     * Before a load is merged: of rows that it makes anew none counts as newer than what it makes of them. A fact whose
     * declared version is less by now would keep the old row, which then were withdrawn.
     */
    void makeWay(TableLoad load) throws SQLException {
        TableSpec fact = load.table();
        String version = fact.merging().version();
        if (version == null || load.files().isEmpty() || !tellsItsFile(fact) || !isDeclaredOtherwise()) {
            return;
        }
        String same = RowConditions.same(sql, fact.key());
        String newer = "(select " + sql.identifiers("p", fact.key()) + " from " + sql.stored(fact) + " as p join "
                + rows.apply(load) + " as s on " + same + " join " + made() + " as f on " + isOf("f") + " where "
                + RowConditions.newer(sql, "p", "s", version) + ")";
        update(MergeInto.of(sql, fact, newer, same).delete(""));
    }

    /** Once all loads are merged. @return how many rows, of each load */
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
                        "select count(*) from " + sql.stored(QualityTables.LOADS) + " as l where l."
                                + sql.identifier("pipeline") + " = ? and " + declaration("l") + " <> ?",
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
        TableSpec fact = load.table();
        TableLoad aside = load.setAside();
        if (aside == null || fact.merging().withdraws()) {
            return update(MergeInto.of(sql, fact, made(), isOf("s")).delete(""));
        }
        String gone = "(select " + sql.identifiers("p", fact.key()) + " from " + sql.stored(fact) + " as p join "
                + made() + " as s on " + isOf("s") + Withdrawal.keeping(sql, load, rows.apply(aside), " where 1 = 1")
                + ")";
        return update(MergeInto.of(sql, fact, gone, RowConditions.same(sql, fact.key()))
                .delete(""));
    }

    private long update(MergeInto statement) throws SQLException {
        return session.update(
                statement.text(),
                request.run().batchId(),
                request.run().pipeline(),
                PipelineModel.declaration(request.run().fingerprint()));
    }

    /** Which batches of former declarations have read what of the batch's files; binds batch, pipeline, declaration. */
    private String made() {
        String batch = sql.identifier("batch_id");
        String file = sql.identifier("file");
        String version = sql.identifier("version");
        String source = sql.identifier("source");
        String files = sql.stored(QualityTables.LOAD_FILES);
        return "(select distinct f." + batch + ", f." + file + " from " + files + " as f join "
                + sql.stored(QualityTables.LOADS) + " as l on l." + batch + " = f." + batch + " join " + files
                + " as n on n." + source + " = f." + source + " and n." + file + " = f." + file + " and "
                + sameContent("n." + version, "f." + version) + " where n." + batch + " = ? and l."
                + sql.identifier("pipeline") + " = ? and " + declaration("l") + " <> ?)";
    }

    /** Whether a published row p is of a batch and file in {@link #made}. */
    private String isOf(String made) {
        return "p." + sql.identifier(Provenance.BATCH_ID) + " = " + made + "." + sql.identifier("batch_id") + " and p."
                + sql.identifier(Provenance.SOURCE_FILE) + " = " + made + "." + sql.identifier("file");
    }

    private String declaration(String load) {
        return "substr(" + load + "." + sql.identifier("fingerprint") + ", 1, " + PipelineModel.DECLARATION_LENGTH
                + ")";
    }
}
