package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Reporter;
import net.jqwik.api.ShrinkingMode;

/**
 * Random histories: files come, change, go back and go; declarations and marts change and go back; runs are repeated, die
 * before their marts, are stopped, overruled, named anew, rebuilt; some rows are held back. After each run the tables hold what docs/states.md says,
 * told by a model that has no ledger.
 */
class StateHistoriesTest {
    private static final int FILES = 3;
    private static final int STEPS = 9;
    private static final int KEYS = 3;

    /** The content whose first row is held back. */
    private static final int HELD = 3;

    private static final List<String> VALUES = List.of("v", "upper(v)");
    private static final List<String> FILTERS = List.of("true", "id not like '%2'");

    /** What is declared, and what the files hold: a number each. */
    private final int[] contents = new int[FILES];

    private final Map<String, Row> published = new TreeMap<>();
    private int value;
    private int filter;
    private int mart;
    private int runs;
    private int refused;
    private Path directory;

    private record Row(String value, int content) {}

    @Property(tries = 4, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void afterAnyHistoryTheTablesHoldWhatIsThere(@ForAll long seed, @ForAll boolean newFiles, Reporter reporter)
            throws Exception {
        Random random = new Random(seed);
        begin();
        directory = Files.createTempDirectory("states");
        Files.createDirectories(directory.resolve("marts"));
        write(random.nextInt(FILES), 1);
        for (int step = 0; step < STEPS; step++) {
            change(random, newFiles);
            run(random);
            assertThat(Published.rows(warehouse(), "select id, v from star.fact_rows order by 1"))
                    .as("after step %d", step)
                    .containsExactlyElementsOf(published.entrySet().stream()
                            .map(row -> row.getKey() + "|" + row.getValue().value())
                            .toList());
            if (!published.isEmpty()) {
                assertThat(Published.rows(warehouse(), "select rows, word from marts.sizes"))
                        .containsExactly(published.size() + "|mart " + mart);
            }
        }
        reporter.publishValue("refused", refused + " of " + runs + " runs");
        assertThat(refused).isLessThanOrEqualTo(1 + runs / 20);
    }

    private void begin() {
        Arrays.fill(contents, 0);
        published.clear();
        value = 0;
        filter = 0;
        mart = 0;
        runs = 0;
        refused = 0;
    }

    private void change(Random random, boolean newFiles) throws Exception {
        int file = random.nextInt(FILES);
        switch (random.nextInt(6)) {
            case 0, 1 -> write(file, 1 + random.nextInt(HELD));
            case 2 -> {
                if (contents[file] != 0 && present() > 1) {
                    Files.delete(path(file));
                    contents[file] = 0;
                }
            }
            case 3 -> value = 1 - value;
            case 4 -> filter = 1 - filter;
            default -> mart = 1 - mart;
        }
        declare(newFiles);
    }

    private void run(Random random) throws Exception {
        runs++;
        switch (random.nextInt(7)) {
            case 0 -> starbeam("--batchId=named" + runs).expecting(0);
            case 4 -> runUnder(random.nextInt(8) == 0 ? "nightly" : "night" + runs);
            case 1 -> {
                starbeam("--full-refresh").expecting(0);
                published.clear();
            }
            case 2 -> {
                starbeam().expecting(0);
                dieBeforeMarts();
                starbeam().expecting(0);
            }
            case 3 -> starbeam("--onQualityFailure=warn").expecting(0);
            default -> {
                starbeam().expecting(0);
                starbeam().expecting(0);
            }
        }
        publish();
    }

    /** An id that is taken is refused for other files; then the run goes without. */
    private void runUnder(String id) throws Exception {
        PipelineRun run = starbeam("--batchId=" + id);
        if (run.command().exitCode() == 2) {
            refused++;
            assertThat(run.err()).contains("is the id of a batch that is published");
            starbeam().expecting(0);
        } else {
            run.expecting(0);
        }
    }

    /**
     * The rows that are made now, in place of those of the same keys; what is no longer made of a content goes with it, and
     * what is held back goes whatever made it.
     */
    private void publish() {
        for (int file = 0; file < FILES; file++) {
            int content = contents[file];
            for (int key = 1; content != 0 && key <= KEYS; key++) {
                String id = "f" + file + "_" + key;
                if (content == HELD && key == 1) {
                    published.remove(id);
                } else if (filter == 1 && key == 2) {
                    if (published.containsKey(id) && published.get(id).content() == content) {
                        published.remove(id);
                    }
                } else {
                    String text = "c" + content;
                    published.put(id, new Row(value == 1 ? text.toUpperCase(Locale.ROOT) : text, content));
                }
            }
        }
    }

    private void dieBeforeMarts() throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + warehouse())) {
            duck.createStatement().execute("update quality.loads set marts_built_at = null");
            duck.createStatement().execute("drop table marts.sizes");
        }
    }

    private long present() {
        return Arrays.stream(contents).filter(content -> content != 0).count();
    }

    private void write(int file, int content) throws Exception {
        contents[file] = content;
        StringBuilder rows = new StringBuilder("id,v,bad\n");
        for (int key = 1; key <= KEYS; key++) {
            rows.append("f" + file + "_" + key + ",c" + content + "," + (content == HELD && key == 1 ? 1 : 0) + "\n");
        }
        Files.writeString(path(file), rows);
        Files.setLastModifiedTime(path(file), FileTime.fromMillis(1_700_000_000_000L + content * 1000L));
    }

    private Path path(int file) {
        return directory.resolve("rows-" + file + ".csv");
    }

    private void declare(boolean newFiles) throws Exception {
        Files.writeString(directory.resolve("pipeline.yaml"), """
                pipeline: states
                variables: {raw: .}
                sources:
                  raw_rows: {location: "${raw}/rows*.csv"%s}
                staging:
                  stg_rows: {from: raw_rows, columns: {id: id, v: %s, bad: try_to_number(bad)}}
                facts:
                  fact_rows:
                    from: stg_rows
                    grain: [id]
                    filters: {wanted: "%s"}
                quality:
                  - {check: range, column: bad, max: 0, on_failure: quarantine}
                """.formatted(
                        newFiles ? ", read: new_files" : "", VALUES.get(value), FILTERS.get(filter)));
        Files.writeString(
                directory.resolve("marts/sizes.sql"),
                "select count(*) as rows, 'mart " + mart + "' as word from star.fact_rows\n");
    }

    private Path warehouse() {
        return PipelineRun.warehouse(directory);
    }

    private PipelineRun starbeam(String... words) {
        List<String> all = new ArrayList<>(List.of("--pipeline=" + directory, "--var=raw=" + directory));
        all.addAll(List.of(words));
        return PipelineRun.in(directory, all.toArray(String[]::new));
    }
}
