package dev.starbeam.warehouse.sql.mart;

import dev.starbeam.model.MartGroups;
import dev.starbeam.model.MartModel;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.QualityTables;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of each incremental mart: from which declaration over which tables it was built, and of which batches the
 * groups touched are kept: {@link QualityTables#MART_BATCHES}. What isn't known for certain is built whole.
 */
public final class MartLedger {
    private static final String BUILT = "";

    private final SqlSession session;
    private final SqlDialect dialect;
    private final String table;

    public MartLedger(SqlSession session, SqlDialect dialect) {
        this.session = session;
        this.dialect = dialect;
        this.table = dialect.stored(QualityTables.MART_BATCHES);
    }

    /** Whether anything was ever kept. */
    boolean exists() throws SQLException {
        return session.number(
                        "select count(*) from information_schema.tables where table_catalog = current_database()"
                                + " and table_schema = ? and table_name = ?",
                        dialect.catalogued(QualityTables.MART_BATCHES.schema()),
                        dialect.catalogued(QualityTables.MART_BATCHES.name()))
                == 1;
    }

    /** The groups of a mart whose rows are to be built anew, each with the batch that touched it. */
    static String groupsTable(SqlDialect dialect, MartModel mart) {
        return dialect.identifier(QualityTables.SCHEMA) + "."
                + dialect.identifier(
                        "mart_" + mart.name() + "_groups_" + declaration(mart).substring(0, 8));
    }

    static String declaration(MartModel mart) {
        return hash(mart.query() + groups(mart).keys());
    }

    static MartGroups groups(MartModel mart) {
        return Objects.requireNonNull(mart.groups(), mart.name());
    }

    static String hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Whether the mart was built from this declaration over these tables. */
    boolean isBuilt(MartModel mart, String star) throws SQLException {
        return session.number(
                        "select count(*) from " + table
                                + " where mart = ? and batch_id = '' and declaration = ? and star = ?",
                        mart.name(),
                        declaration(mart),
                        star)
                > 0;
    }

    void note(MartModel mart, String star, String batchId, boolean hasGroups) throws SQLException {
        session.update(
                "insert into " + table + " (mart, declaration, star, batch_id, has_groups) values (?, ?, ?, ?, ?)",
                mart.name(),
                declaration(mart),
                star,
                batchId,
                hasGroups);
    }

    /** The declared tables that the batches were published into, when all say the same. */
    Optional<String> star(MartModel mart, List<String> batches) throws SQLException {
        String star = null;
        for (String batch : batches) {
            List<String> found = stars(mart, batch, "");
            if (found.size() != 1 || star != null && !star.equals(found.get(0))) {
                return Optional.empty();
            }
            star = found.get(0);
        }
        return Optional.ofNullable(star);
    }

    /** Whether the groups touched by each of the batches are kept. */
    boolean hasGroups(MartModel mart, List<String> batches) throws SQLException {
        for (String batch : batches) {
            if (stars(mart, batch, " and has_groups").size() != 1) {
                return false;
            }
        }
        return true;
    }

    private List<String> stars(MartModel mart, String batch, String condition) throws SQLException {
        return session
                .query(
                        "select star from " + table + " where mart = ? and declaration = ? and batch_id = ?"
                                + condition,
                        mart.name(),
                        declaration(mart),
                        batch)
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    void noteBuilt(MartModel mart, Optional<String> star) throws SQLException {
        session.update("delete from " + table + " where mart = ? and batch_id = ''", mart.name());
        if (star.isPresent()) {
            note(mart, star.get(), BUILT, false);
        }
    }

    /** Forgets the others, which don't hold what is published from now on. */
    void keepOnly(List<MartModel> marts) throws SQLException {
        String names = String.join(", ", Collections.nCopies(marts.size(), "?"));
        session.update(
                "delete from " + table + (marts.isEmpty() ? "" : " where mart not in (" + names + ")"),
                marts.stream().map(MartModel::name).toArray());
    }
}
