package dev.starbeam.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.cli.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What holds of any run, whatever it read and whatever was declared. */
final class RunInvariants {
    private static final Pattern TRACE =
            Pattern.compile("(?m)^\\s+at [\\w.$/]+\\(|Exception\\b|broke off|\\bnull pointer");
    private static final Pattern NO_WORD = Pattern.compile("(?m): null$");
    private static final Pattern STAGE =
            Pattern.compile("(?m)^  (\\S+) +([\\d,]+) +([\\d,]+) +([\\d,]+) +([\\d,]+) +([\\d,]+)$");
    private static final Pattern TABLE =
            Pattern.compile("(?m)^  (\\S+) +([\\d,]+) inserted +([\\d,]+) updated +([\\d,]+) unchanged$");
    private static final Map<String, Integer> EXIT_CODES = Map.of(
            "published", 0,
            "published_with_failures", 0,
            "already_published", 0,
            "stopped_by_gate", 1,
            "failed_before_publishing", 3,
            "failed_after_publishing", 3);
    private static final Set<String> PUBLISHING = Set.of("published", "published_with_failures");

    private final Path directory;
    private final CommandLine run;
    private final Map<String, String> before;
    private final List<String> faults;

    RunInvariants(Path directory, CommandLine run, Map<String, String> before, List<String> faults) {
        this.directory = directory;
        this.run = run;
        this.before = before;
        this.faults = faults;
    }

    void hold() throws IOException, SQLException {
        require(run.exitCode() >= 0 && run.exitCode() <= 3, "exit code " + run.exitCode());
        Matcher trace = TRACE.matcher(run.out() + run.err());
        require(!trace.find(), "a trace on the screen");
        if (run.exitCode() == 2) {
            require(!run.err().isBlank() && !NO_WORD.matcher(run.err()).find(), "no word why it is refused");
            require(TableHashes.of(directory).equals(before), "refused, but tables have changed");
            require(!Files.exists(directory.resolve("report")), "refused, but there is a report");
        } else {
            judge();
        }
        require(leftovers().isEmpty() || run.exitCode() == 1, "left in staging: " + leftovers());
    }

    private List<String> leftovers() throws IOException {
        Path staging = directory.resolve("staging");
        if (!Files.isDirectory(staging)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(staging)) {
            return files.map(Path::toString).toList();
        }
    }

    private void judge() throws IOException, SQLException {
        String[] lines = run.out().stripTrailing().split("\n", -1);
        Path file = Path.of(lines[lines.length - 1]);
        require(Files.isRegularFile(file), "no summary");
        if (!Files.isRegularFile(file)) {
            return;
        }
        JsonNode summary = new ObjectMapper().readTree(file.toFile());
        String outcome = summary.get("outcome").asText();
        require(EXIT_CODES.getOrDefault(outcome, -1) == run.exitCode(), outcome + " with " + run.exitCode());
        if (outcome.equals("failed_before_publishing") || outcome.equals("stopped_by_gate")) {
            require(TableHashes.of(directory).equals(before), outcome + ", but tables have changed");
        }
        if (summary.has("stages")) {
            figures(summary);
        }
        if (PUBLISHING.contains(outcome)) {
            try (Connection duck =
                    DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("warehouse.duckdb"))) {
                new PublishedFigures(duck, summary, before.isEmpty(), faults).hold();
            }
        }
    }

    private void figures(JsonNode summary) {
        require(summary.get("every_row_accounted_for").asBoolean(), "rows are not accounted for");
        for (JsonNode stage : summary.get("stages")) {
            long read = stage.get("read").asLong();
            require(
                    read == PublishedFigures.sum(stage, "accepted", "rejected", "filtered", "quarantined"),
                    "identity of " + stage.get("stage").asText());
        }
        String stages = shown(STAGE);
        String told = told(summary.get("stages"), "stage", "read", "accepted", "rejected", "filtered", "quarantined");
        require(stages.equals(told), "the screen's stages: " + stages + " for " + told);
        String tables = shown(TABLE);
        String changed = told(summary.get("tables"), "table", "inserted", "updated", "unchanged");
        require(tables.equals(changed), "the screen's tables: " + tables + " for " + changed);
    }

    private String shown(Pattern row) {
        StringBuilder shown = new StringBuilder();
        Matcher matcher = row.matcher(run.out());
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                shown.append(matcher.group(group).replace(",", "")).append(' ');
            }
        }
        return shown.toString();
    }

    private static String told(JsonNode rows, String... keys) {
        StringBuilder told = new StringBuilder();
        for (JsonNode row : rows) {
            for (String key : keys) {
                told.append(row.get(key).asText()).append(' ');
            }
        }
        return told.toString();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            faults.add(otherwise);
        }
    }
}
