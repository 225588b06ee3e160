package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Reporter;
import net.jqwik.api.ShrinkingMode;

/**
 * Random histories: files come, change, go back and go; declarations and marts change and go back; runs are repeated, are
 * killed, die before their marts, are stopped by the gate, overruled, named anew, rebuilt; rows are held back. After each
 * run the tables hold what docs/states.md says, told by a model that has no ledger.
 */
class StateHistoriesTest {
    private static final int STEPS = 9;

    private static final String OVERRULED = "--onQualityFailure=warn";
    private static final String FACTS = """
            select f.id, f.v, one.v, two.v from star.fact_rows f
            join star.dim_ones one on one.one_key = f.one_key join star.dim_twos two on two.two_key = f.two_key
            order by 1
            """;
    private static final String VERSIONS = """
            select n, if(year(valid_from) = 1, 0, date_diff('day', date '2024-01-01', valid_from) + 1), v
            from star.dim_twos where two_key <> 0 order by n, valid_from
            """;

    private HistoryOfRows published = new HistoryOfRows(false);
    private int runs;
    private int refused;
    private int stopped;
    private int killed;
    private Path directory;
    private StatesPipeline pipeline;

    @Property(tries = 4, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void afterAnyHistoryTheTablesHoldWhatIsThere(@ForAll long seed, @ForAll boolean newFiles, Reporter reporter)
            throws Exception {
        Random random = new Random(seed);
        begin(newFiles);
        pipeline.write(random.nextInt(StatesPipeline.FILES), 1);
        for (int step = 0; step < STEPS; step++) {
            change(random);
            run(random);
            assertThat(state()).as("after step %d", step).isEqualTo(expected(published));
            if (!published.isEmpty()) {
                assertThat(Published.rows(warehouse(), "select rows, word from marts.sizes"))
                        .containsExactly(published.size() + "|mart " + pipeline.mart());
            }
        }
        reporter.publishValue(
                "refused", refused + " of " + runs + " runs, stopped by the gate " + stopped + ", killed " + killed);
        assertThat(refused).isLessThanOrEqualTo(1 + runs / 20);
    }

    private void begin(boolean newFiles) throws Exception {
        directory = Files.createTempDirectory("states");
        pipeline = new StatesPipeline(directory, newFiles);
        published = new HistoryOfRows(newFiles);
        runs = 0;
        refused = 0;
        stopped = 0;
        killed = 0;
    }

    private void change(Random random) throws Exception {
        int file = random.nextInt(StatesPipeline.FILES);
        switch (random.nextInt(8)) {
            case 0, 1 -> pipeline.write(file, 1 + random.nextInt(2));
            case 2 -> pipeline.removeUnlessLast(file);
            case 3 -> pipeline.changeValues();
            case 4 -> pipeline.changeFilter();
            case 5 -> pipeline.changeMart();
            case 6 -> pipeline.write(file, HistoryOfRows.HELD);
            default -> pipeline.write(file, StatesPipeline.BAD);
        }
        pipeline.declare();
    }

    private void run(Random random) throws Exception {
        runs++;
        switch (random.nextInt(8)) {
            case 0 -> publish(random, "--batchId=named" + runs);
            case 1 -> rebuild(random);
            case 2 -> {
                publish(random);
                dieBeforeMarts();
                publish(random);
            }
            case 3 -> publish(random, OVERRULED);
            case 4 -> runUnder(random, random.nextInt(8) == 0 ? "nightly" : "night" + runs);
            case 5 -> runThatIsKilled(random);
            default -> {
                publish(random);
                publish(random);
            }
        }
    }

    /** A run that the gate may stop: then nothing has changed, and it is overruled, or the files are mended. */
    private void publish(Random random, String... words) throws Exception {
        PipelineRun run = starbeam(words);
        if (run.command().exitCode() == 1) {
            stopped++;
            assertThat(pipeline.isBad()).isTrue();
            assertThat(state()).as("after the gate").isEqualTo(expected(published));
            if (random.nextBoolean()) {
                run = starbeam(and(words, OVERRULED));
            } else {
                pipeline.mend();
                run = starbeam(words);
            }
        }
        run.expecting(0);
        pipeline.publishTo(published);
    }

    private void rebuild(Random random) throws Exception {
        if (pipeline.isBad() && random.nextBoolean()) {
            starbeam("--full-refresh").expecting(1);
            stopped++;
            assertThat(state()).as("after the gate").isEqualTo(expected(published));
        }
        starbeam("--full-refresh", OVERRULED).expecting(0);
        published.clear();
        pipeline.publishTo(published);
    }

    /** An id that is taken is refused for other files; then the run goes without. */
    private void runUnder(Random random, String id) throws Exception {
        PipelineRun run = starbeam("--batchId=" + id, OVERRULED);
        if (run.command().exitCode() == 2) {
            refused++;
            assertThat(run.err()).contains("is the id of a batch that is published");
        } else {
            run.expecting(0);
        }
        publish(random, OVERRULED);
    }

    /** At any time: the tables hold what they held, or what the run publishes. A process takes its time: CI tries few. */
    private void runThatIsKilled(Random random) throws Exception {
        HistoryOfRows whole = HistoryOfRows.of(published);
        pipeline.publishTo(whole);
        if (Sample.has(runs, 3)) {
            killed++;
            Process process = RunMain.start(words("run", OVERRULED));
            try {
                awaitStaging(process);
                Thread.sleep(random.nextInt(1200));
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(state()).as("after a kill").isIn(expected(published), expected(whole));
        }
        publish(random, OVERRULED);
    }

    private void awaitStaging(Process process) throws Exception {
        Path staging = directory.resolve("staging");
        while (process.isAlive()
                && (!Files.isDirectory(staging) || staging.toFile().list().length == 0)) {
            Thread.sleep(5);
        }
    }

    private static List<List<String>> expected(HistoryOfRows history) {
        return List.of(history.facts(), history.versions());
    }

    private List<List<String>> state() throws Exception {
        boolean none = !Files.exists(warehouse())
                || Published.rows(warehouse(), "from information_schema.tables where table_name = 'fact_rows'")
                        .isEmpty();
        return none
                ? List.of(List.of(), List.of())
                : List.of(Published.rows(warehouse(), FACTS), Published.rows(warehouse(), VERSIONS));
    }

    private void dieBeforeMarts() throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + warehouse())) {
            duck.createStatement().execute("update quality.loads set marts_built_at = null");
            duck.createStatement().execute("drop table marts.sizes");
        }
    }

    private Path warehouse() {
        return PipelineRun.warehouse(directory);
    }

    private PipelineRun starbeam(String... words) {
        return PipelineRun.in(directory, and(words, "--pipeline=" + directory, "--var=raw=" + directory));
    }

    private String[] words(String command, String... more) {
        String[] all = and(
                more,
                "--pipeline=" + directory,
                "--var=raw=" + directory,
                "--warehouse=duckdb:" + warehouse(),
                "--staging=" + directory.resolve("staging"),
                "--report=" + directory.resolve("report"));
        return and(new String[] {command}, all);
    }

    private static String[] and(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
