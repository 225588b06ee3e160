package dev.starbeam.warehouse.sql;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.warehouse.PublishedState;
import dev.starbeam.warehouse.table.QualityTables;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The present state of a pipeline's tables: the newest entry of the ledger for the pipeline, and for each file. */
final class LedgerState {
    private final SqlSession session;
    private final SqlDialect sql;
    private final String pipeline;
    private final String declaration;

    /** @param declaration of what makes rows, by which files are up to date */
    LedgerState(SqlSession session, SqlDialect sql, String pipeline, String declaration) {
        this.session = session;
        this.sql = sql;
        this.pipeline = pipeline;
        this.declaration = declaration;
    }

    PublishedState read(boolean rebuildsAreNoted, boolean versionsAreNoted) throws SQLException {
        String rebuilt = rebuildsAreNoted ? sql.identifier("rebuilt") : "null";
        List<List<@Nullable Object>> loads = session.query(
                "select " + sql.identifiers(List.of("batch_id", "fingerprint")) + ", " + rebuilt + " from "
                        + sql.stored(QualityTables.LOADS) + " where " + sql.identifier("pipeline") + " = ? order by "
                        + sql.identifiers(List.of("published_at", "batch_id")),
                pipeline);
        if (loads.isEmpty()) {
            return PublishedState.NOTHING;
        }
        Map<String, List<Entry>> entries = versionsAreNoted ? entries() : Map.of();
        Map<String, Entry> newest = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (List<@Nullable Object> load : loads) {
            ids.add(String.valueOf(load.get(0)));
            if (Boolean.TRUE.equals(load.get(2))) {
                newest.clear();
            }
            for (Entry entry : entries.getOrDefault(String.valueOf(load.get(0)), List.of())) {
                if (entry.version() != null) {
                    newest.put(entry.file(), entry.of(String.valueOf(load.get(1))));
                }
            }
        }
        List<@Nullable Object> last = loads.get(loads.size() - 1);
        String batchId = String.valueOf(last.get(0));
        return new PublishedState(
                batchId,
                PipelineModel.declaration(String.valueOf(last.get(1))),
                entries.getOrDefault(batchId, List.of()).stream()
                        .map(Entry::identity)
                        .collect(Collectors.toSet()),
                identities(newest, true),
                identities(newest, false),
                ids);
    }

    private Set<String> identities(Map<String, Entry> newest, boolean asDeclared) {
        return newest.values().stream()
                .filter(entry -> PipelineModel.declaration(entry.fingerprint()).equals(declaration) == asDeclared)
                .map(Entry::identity)
                .collect(Collectors.toSet());
    }

    private Map<String, List<Entry>> entries() throws SQLException {
        String query = "select " + sql.identifiers("f", List.of("batch_id", "source", "file", "version")) + " from "
                + sql.stored(QualityTables.LOAD_FILES) + " as f join " + sql.stored(QualityTables.LOADS) + " as l on f."
                + sql.identifier("batch_id") + " = l." + sql.identifier("batch_id") + " where l."
                + sql.identifier("pipeline") + " = ?";
        return session.query(query, pipeline).stream()
                .collect(Collectors.groupingBy(
                        row -> String.valueOf(row.get(0)),
                        Collectors.mapping(
                                row -> new Entry(
                                        row.get(1) + "\n" + row.get(2),
                                        row.get(3) == null ? null : String.valueOf(row.get(3)),
                                        ""),
                                Collectors.toList())));
    }

    /**
     * A file that a batch has read.
     *
     * @param file source and path
     * @param fingerprint of the declaration that it was read by
     */
    private record Entry(String file, @Nullable String version, String fingerprint) {
        Entry of(String declared) {
            return new Entry(file, version, declared);
        }

        String identity() {
            return file + "\n" + version;
        }
    }
}
