package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.sql.MergeInto;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;

/**
 * Rows of facts that a former declaration has made of a file, and the present one, which has read the file again as it
 * was, no longer makes: a filter is new, say. They are withdrawn. Rows of other contents of the file stay.
 */
public final class FormerRows {
    private static final int HALF = 32;

    private final SqlSession session;
    private final SqlDialect sql;
    private final PublishRequest request;

    public FormerRows(SqlSession session, SqlDialect dialect, PublishRequest request) {
        this.session = session;
        this.sql = dialect;
        this.request = request;
    }

    /** After the batch's files were noted, and before it is in the ledger. */
    public void withdraw() throws SQLException {
        if (!isDeclaredOtherwise()) {
            return;
        }
        long withdrawn = 0;
        for (TableSpec table : request.specs()) {
            if (tellsItsFile(table)) {
                withdrawn += withdraw(table);
            }
        }
        if (withdrawn > 0 && request.marts().stream().anyMatch(mart -> mart.groups() != null)) {
            // Their groups were not noted, so incremental marts are built whole.
            session.update("delete from " + sql.stored(QualityTables.MART_BATCHES));
        }
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

    private static boolean tellsItsFile(TableSpec table) {
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

    private long withdraw(TableSpec fact) throws SQLException {
        String batch = sql.identifier("batch_id");
        String file = sql.identifier("file");
        String version = sql.identifier("version");
        String source = sql.identifier("source");
        String files = sql.stored(QualityTables.LOAD_FILES);
        String rows = "(select distinct f." + batch + ", f." + file + " from " + files + " as f join "
                + sql.stored(QualityTables.LOADS) + " as l on l." + batch + " = f." + batch + " join " + files
                + " as n on n." + source + " = f." + source + " and n." + file + " = f." + file + " and "
                + sameContent("n." + version, "f." + version) + " where n." + batch + " = ? and l."
                + sql.identifier("pipeline")
                + " = ? and substr(l." + sql.identifier("fingerprint") + ", 1, " + HALF + ") <> ?)";
        String same = "p." + sql.identifier(Provenance.BATCH_ID) + " = s." + batch + " and p."
                + sql.identifier(Provenance.SOURCE_FILE) + " = s." + file;
        return session.update(
                MergeInto.of(sql, fact, rows, same).delete("").text(),
                request.run().batchId(),
                request.run().pipeline(),
                PipelineModel.declaration(request.run().fingerprint()));
    }
}
