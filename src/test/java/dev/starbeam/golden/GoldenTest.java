package dev.starbeam.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped pipelines publish and report what they did before. After a change on purpose, which CHANGELOG names, the
 * files are written anew by {@code mvn test -Dquick -Dtest=GoldenTest -Dgolden.update=true}.
 */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @ParameterizedTest
    @ValueSource(strings = {"northwind", "customer_analytics", "online_retail"})
    void everyTableIsAsItWas(String pipeline) throws IOException, SQLException {
        Path file = GOLDEN.resolve(pipeline).resolve("tables.txt");
        Map<String, TablePrint> published =
                WarehousePrint.of(ShippedRun.of(pipeline).warehouse());
        if (UPDATE) {
            write(file, TablePrint.write(published));
        }
        Map<String, TablePrint> expected = TablePrint.read(Files.readAllLines(file));
        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(TablePrint.differences(expected, published)).isEmpty();
        assertThat(TablePrint.write(published)).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"northwind", "customer_analytics", "online_retail"})
    void theSummaryIsAsItWas(String pipeline) throws IOException {
        Path file = GOLDEN.resolve(pipeline).resolve("summary.json");
        ShippedRun run = ShippedRun.of(pipeline);
        String summary = MaskedSummary.of(run.summary(), run.home());
        if (UPDATE) {
            write(file, summary);
        }
        assertThat(summary).isEqualTo(Files.readString(file));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
