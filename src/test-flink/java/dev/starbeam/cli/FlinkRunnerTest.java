package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The command line with {@code --runner=FlinkRunner}: an embedded cluster does what the DirectRunner does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlinkRunnerTest {
    @TempDir
    private Path directory;

    @Test
    void flinkPublishesWhatTheDirectRunnerPublishesCellByCell() throws Exception {
        Run direct = run("direct", "--runner=DirectRunner");
        List<String> logged = new ArrayList<>();
        Run flink = capturingLog(logged, () -> run("flink", "--runner=FlinkRunner", "--parallelism=2"));
        assertThat(direct.told()).isEmpty();
        assertThat(direct.code()).isEqualTo(ExitCode.DONE);
        assertThat(flink.told()).isEmpty();
        assertThat(flink.code()).isEqualTo(ExitCode.DONE);
        assertThat(logged).as("what Flink says that nobody asked").isEmpty();
        try (WarehouseComparison comparison = WarehouseComparison.of(direct.warehouse(), flink.warehouse())) {
            assertThat(comparison.tables())
                    .contains("star.fact_orders", "star.dim_customers", "star.dim_products", "star.dim_date")
                    .contains("marts.sales_by_product", "quality.quarantined_rows", "quality.check_results");
            for (String table : comparison.tables()) {
                assertThat(comparison.differences(table)).as(table).isEmpty();
            }
            assertThat(comparison.rows("star.fact_orders")).isGreaterThan(500_000);
            assertThat(comparison.rows("quality.quarantined_rows")).isGreaterThan(10_000);
        }
    }

    @Test
    void aFaultOnFlinkIsToldInItsOwnWords() throws Exception {
        Path noDatabase = Files.writeString(directory.resolve("notes.txt"), "no database");
        Run run = run("fault", "--runner=FlinkRunner", "--warehouse=duckdb:" + noDatabase);
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.told()).contains("nothing was published").contains("notes.txt");
        assertThat(noDatabase).hasContent("no database");
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
        ExitCode code = new RunCommand(stream(out), stream(err)).run(all);
        return new Run(code, warehouse, err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static Run capturingLog(List<String> logged, java.util.function.Supplier<Run> work) {
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
