package dev.starbeam.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starbeam.ResultRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What the summary of a run that has published tells is what the tables hold. */
final class PublishedFigures {
    private final Connection duck;
    private final JsonNode summary;
    private final String batch;
    private final boolean first;
    private final List<String> faults;

    /** @param first whether there were no tables before */
    PublishedFigures(Connection duck, JsonNode summary, boolean first, List<String> faults) {
        this.duck = duck;
        this.summary = summary;
        this.batch = summary.get("batch_id").asText();
        this.first = first;
        this.faults = faults;
    }

    static long sum(JsonNode node, String... keys) {
        long sum = 0;
        for (String key : keys) {
            sum += node.get(key).asLong();
        }
        return sum;
    }

    void hold() throws SQLException {
        rows();
        for (JsonNode table : summary.get("tables")) {
            table(table);
        }
        for (JsonNode mart : summary.get("marts")) {
            query("select count(*) from marts.\"" + mart.asText() + "\"");
        }
    }

    private void rows() throws SQLException {
        long rejected = 0;
        long quarantined = 0;
        for (JsonNode stage : summary.get("stages")) {
            rejected += stage.get("rejected").asLong();
            quarantined += stage.get("quarantined").asLong();
        }
        same("rejected rows", rejected, "select count(*) from quality.rejected_rows where batch_id = '" + batch + "'");
        same(
                "quarantined rows",
                quarantined,
                "select count(distinct (table_name, source_file, source_offset)) from quality.quarantined_rows"
                        + " where action = 'quarantine' and batch_id = '" + batch + "'");
        same(
                "rows of the run",
                0,
                "select rows_read - rows_accepted - rows_rejected - rows_filtered - rows_quarantined from quality.runs"
                        + " where batch_id = '" + batch + "'");
        same(
                "checks",
                summary.get("checks").size(),
                "select count(*) from quality.check_results where batch_id = '" + batch + "'");
    }

    private void table(JsonNode table) throws SQLException {
        String name = table.get("table").asText();
        same(
                name + " in the ledger",
                sum(table, "inserted", "updated", "unchanged"),
                "select rows_inserted + rows_updated + rows_unchanged from quality.load_tables where batch_id = '"
                        + batch + "' and table_name = '" + name + "'");
        if (name.startsWith("star.fact_") && first) {
            same(name, table.get("inserted").asLong(), "select count(*) from " + name);
        }
        if (name.startsWith("star.fact_") || name.startsWith("star.dim_")) {
            orphans(name);
        }
    }

    /** No key of a fact points nowhere. */
    private void orphans(String name) throws SQLException {
        for (String pair : query("select distinct f.column_name, d.table_name from information_schema.columns f"
                + " join information_schema.columns d on d.column_name = f.column_name and d.ordinal_position = 1"
                + " and d.table_schema = 'star' where f.table_schema || '.' || f.table_name = '" + name
                + "' and f.column_name like '%_key' and d.table_schema || '.' || d.table_name <> '" + name + "'")) {
            String[] words = pair.split("\\|", -1);
            same(
                    name + " without its " + words[1],
                    0,
                    "select count(*) from " + name + " where " + words[0] + " is null or " + words[0]
                            + " not in (select " + words[0] + " from star." + words[1] + ")");
        }
    }

    private void same(String what, long told, String sql) throws SQLException {
        List<String> found = query(sql);
        if (!found.equals(List.of(Long.toString(told)))) {
            faults.add(what + ": told " + told + ", found " + found);
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (ResultSet result = duck.createStatement().executeQuery(sql)) {
            return ResultRows.joined(result);
        }
    }
}
