package dev.starbeam.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.ResultRows;
import dev.starbeam.cli.CommandLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Every row of the input is found again where a run that has published over no tables has put it: published, rejected or
 * held back at its offset; or left out as another row with its key was not.
 */
final class EveryRow {
    private static final Map<String, Facts> FACTS = Map.of(
            "customer_analytics",
                    new Facts(
                            "orders",
                            "stg_orders",
                            "order_id",
                            "upper(trim(order_id))",
                            "upper(trim(order_id)), trim(line_number)"),
            "northwind",
                    new Facts(
                            "order_details",
                            "stg_order_lines",
                            "order_id",
                            "try_cast(OrderID as bigint)",
                            "OrderID, ProductID"),
            "online_retail",
                    new Facts(
                            "order_lines",
                            "stg_order_lines",
                            "order_id",
                            "upper(trim(InvoiceNo))",
                            "upper(trim(InvoiceNo))"));

    private final Path directory;
    private final ShippedSample sample;
    private final CommandLine run;
    private final List<String> faults;
    private final Facts facts;

    /**
     * Which rows a fact is made of.
     *
     * @param source without {@code raw_}
     * @param staged entity
     * @param column of the fact
     * @param value what that is made of, of the landed row
     * @param key what rows have in common of which one is kept
     */
    private record Facts(String source, String staged, String column, String value, String key) {}

    EveryRow(Path directory, ShippedSample sample, CommandLine run, List<String> faults) {
        this.directory = directory;
        this.sample = sample;
        this.run = run;
        this.faults = faults;
        this.facts = FACTS.get(sample.name());
    }

    void isFound() throws Exception {
        String[] lines = run.out().stripTrailing().split("\n", -1);
        JsonNode summary =
                new ObjectMapper().readTree(Path.of(lines[lines.length - 1]).toFile());
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("warehouse.duckdb"))) {
            for (String file : rows(duck, "select distinct _source_file from raw.raw_" + facts.source())) {
                file(duck, Path.of(file));
            }
            rejectedText(duck);
            fact(duck, summary);
        }
    }

    /** The records of a file are those that landed and those that could not be read. */
    private void file(Connection duck, Path file) throws Exception {
        String name = file.getFileName().toString();
        TreeSet<Long> found = new TreeSet<>();
        rows(duck, "select _source_offset from raw.raw_" + facts.source() + " where _source_file = '" + file + "'")
                .forEach(row -> add(found, name, row));
        rows(
                        duck,
                        "select source_offset from quality.rejected_rows where stage like 'raw_%' and source_file = '"
                                + file + "'")
                .forEach(row -> add(found, name, row));
        boolean quotedNewlines = !sample.name().equals("online_retail");
        Optional<TreeSet<Long>> records = SourceRecords.of(Files.readAllBytes(file), quotedNewlines);
        if (records.isPresent() && !records.get().equals(found)) {
            faults.add("records of " + name + ": " + records.get() + ", found " + found);
        }
    }

    private void add(TreeSet<Long> found, String name, String offset) {
        if (!found.add(Long.valueOf(offset))) {
            faults.add("two rows at " + offset + " of " + name);
        }
    }

    /** What was rejected is told as it stands at the offset. */
    private void rejectedText(Connection duck) throws Exception {
        try (ResultSet rejected = duck.createStatement()
                .executeQuery("select source_file, source_offset, raw from quality.rejected_rows")) {
            while (rejected.next()) {
                byte[] file = Files.readAllBytes(Path.of(rejected.getString(1)));
                int offset = rejected.getInt(2);
                String raw = rejected.getString(3);
                String text = new String(file, StandardCharsets.UTF_8);
                boolean plain =
                        raw != null && raw.indexOf('\uFFFD') < 0 && text.indexOf('\uFFFD') < 0 && raw.length() < 60000;
                if (plain && !new String(file, offset, file.length - offset, StandardCharsets.UTF_8).startsWith(raw)) {
                    faults.add("rejected at " + offset + " of " + rejected.getString(1) + ", but not there: " + raw);
                }
            }
        }
    }

    private void fact(Connection duck, JsonNode summary) throws Exception {
        String fact = sample.name().equals("northwind") ? "fact_order_lines" : "fact_orders";
        String raw = "raw.raw_" + facts.source();
        duck.createStatement().execute("""
                create temp table places as
                select _source_file as file, _source_offset as place, 'published' as fate from star.%s
                union all select source_file, source_offset, 'rejected' from quality.rejected_rows
                    where stage not like 'raw_%%' and stage not like 'dim_%%'
                        and source_file in (select _source_file from %s)
                union all select distinct source_file, source_offset, 'held' from quality.quarantined_rows
                    where action = 'quarantine'
                """.formatted(fact, raw));
        none(duck, "at two places", "select file, place, count(*) from places group by all having count(*) > 1");
        none(
                duck,
                "not read",
                "select * from places where (file, place) not in (select _source_file, _source_offset from " + raw
                        + ")");
        String same = "from star.%s f join %s r using (_source_file, _source_offset)".formatted(fact, raw);
        none(
                duck,
                "published as another",
                "select f." + facts.column() + ", r.* " + same + " where f." + facts.column() + " is distinct from "
                        + facts.value().replace("(order_id", "(r.order_id").replace("OrderID", "r.OrderID"));
        filtered(duck, summary, raw);
    }

    private void filtered(Connection duck, JsonNode summary, String raw) throws SQLException {
        String missing =
                "from " + raw + " where (_source_file, _source_offset) not in (select file, place from places)";
        long filtered = 0;
        for (JsonNode stage : summary.get("stages")) {
            String name = stage.get("stage").asText();
            if (name.startsWith(facts.staged()) || name.startsWith("fact_")) {
                filtered += stage.get("filtered").asLong();
            }
        }
        String found = rows(duck, "select count(*) " + missing).get(0);
        if (!found.equals(Long.toString(filtered))) {
            faults.add("filtered " + filtered + ", but found nowhere: " + found);
        }
        String key = "(" + facts.key() + ", 1)";
        none(
                duck,
                "lost",
                "select " + key + " " + missing + " and " + key + " not in (select " + key + " from " + raw
                        + " where (_source_file, _source_offset) in (select file, place from places))");
    }

    private void none(Connection duck, String what, String sql) throws SQLException {
        List<String> found = rows(duck, sql);
        if (!found.isEmpty()) {
            faults.add(what + ": " + found);
        }
    }

    private static List<String> rows(Connection duck, String sql) throws SQLException {
        try (ResultSet result = duck.createStatement().executeQuery(sql)) {
            return ResultRows.joined(result);
        }
    }
}
