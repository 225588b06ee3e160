package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.starbeam.run.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The command line with {@code --runner=FlinkRunner}: an embedded cluster does what the DirectRunner does. */
class FlinkRunnerTest {
    @TempDir
    private Path directory;

    @Test
    void realDataIsPublishedCellByCellAsTheDirectRunnerDoes() throws Exception {
        try (WarehouseComparison comparison = onBothRunners("pipelines/online_retail")) {
            assertThat(comparison.tables())
                    .contains("star.fact_orders", "star.dim_customers", "star.dim_products", "star.dim_date")
                    .contains("quality.rejected_rows", "quality.quarantined_rows", "quality.check_results")
                    .contains("marts.sales_by_customer", "marts.sales_by_product", "marts.sales_by_day_country");
            assertThat(comparison.rows("star.fact_orders")).isGreaterThan(500_000);
            assertThat(comparison.rows("quality.quarantined_rows")).isGreaterThan(10_000);
            assertThat(comparison.rows("quality.check_results")).isGreaterThan(5);
            comparison.requireSame();
        }
    }

    @Test
    void severalSourcesWithLookupsArePublishedCellByCellAsTheDirectRunnerDoes() throws Exception {
        try (WarehouseComparison comparison = onBothRunners("pipelines/customer_analytics")) {
            assertThat(comparison.rows("star.fact_orders")).isPositive();
            assertThat(comparison.rows("quality.rejected_rows")).isPositive();
            comparison.requireSame();
        }
    }

    @Test
    void aFaultIsToldOnceAndInItsOwnWords() throws Exception {
        Path noDatabase = Files.writeString(directory.resolve("notes.txt"), "no database");
        List<String> logged = new ArrayList<>();
        Run run = capturingLog(
                logged,
                () -> run(
                        "fault",
                        "--pipeline=pipelines/customer_analytics",
                        "--runner=FlinkRunner",
                        "--warehouse=duckdb:" + noDatabase));
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.told())
                .contains("starbeam: the run failed")
                .contains("notes.txt: this file is not a DuckDB database");
        assertThat(logged).isEmpty();
        assertThat(noDatabase).hasContent("no database");
    }

    private WarehouseComparison onBothRunners(String pipeline) throws Exception {
        String name = Path.of(pipeline).getFileName().toString();
        Run direct = run(name + "-direct", "--pipeline=" + pipeline, "--runner=DirectRunner");
        assertThat(direct.code()).as(direct.told()).isEqualTo(ExitCode.DONE);
        List<String> logged = new ArrayList<>();
        Run flink = capturingLog(
                logged,
                () -> run(name + "-flink", "--pipeline=" + pipeline, "--runner=FlinkRunner", "--parallelism=2"));
        assertThat(flink.code()).as(flink.told()).isEqualTo(ExitCode.DONE);
        assertThat(logged).as("what is logged though nothing is wrong").isEmpty();
        return WarehouseComparison.of(direct.warehouse(), flink.warehouse());
    }

    private Run run(String name, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(words));
        Path warehouse = directory.resolve(name + ".duckdb");
        if (all.stream().noneMatch(word -> word.startsWith("--warehouse="))) {
            all.add("--warehouse=duckdb:" + warehouse);
        }
        all.add("--staging=" + directory.resolve(name + "-staging"));
        all.add("--report=" + directory.resolve(name + "-report"));
        ExitCode code = new CommandRun(new RunCommand(stream(out), stream(err)), stream(out), stream(err)).of(all);
        return new Run(code, warehouse, err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static Run capturingLog(List<String> logged, Supplier<Run> work) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        root.addAppender(events);
        try {
            return work.get();
        } finally {
            root.detachAppender(events);
            events.list.stream()
                    .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                    .forEach(event -> logged.add(event.getLoggerName() + ": " + event.getFormattedMessage()));
        }
    }

    /** What became of one run: its exit code, the warehouse and what it told on standard error. */
    private record Run(ExitCode code, Path warehouse, String told) {}
}
