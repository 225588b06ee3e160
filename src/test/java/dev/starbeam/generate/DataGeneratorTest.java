package dev.starbeam.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.generate.DirtReport.TableReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataGeneratorTest {
    @TempDir
    Path directory;

    @Test
    void equalSettingsGiveEqualBytesWhateverTheNumberOfThreads() throws IOException {
        GenerateSettings here = settings("one", "orders", "5000", "dirt", "heavy", "files", "5");
        GenerateSettings there = settings("four", "orders", "5000", "dirt", "heavy", "files", "5");

        DataGenerator.write(here, 1);
        DataGenerator.write(there, 4);

        assertThat(contents(here.directory())).hasSize(8).isEqualTo(contents(there.directory()));
    }

    @Test
    void anotherSeedGivesOtherRows() throws IOException {
        GenerateSettings one = settings("one", "orders", "100", "seed", "1");
        GenerateSettings two = settings("two", "orders", "100", "seed", "2");

        DataGenerator.write(one);
        DataGenerator.write(two);

        assertThat(contents(one.directory())).isNotEqualTo(contents(two.directory()));
    }

    /** Fails when the data of a seed changes, which users who compare runs must be told. */
    @Test
    void theFirstRowsOfASeedStayTheSame() throws IOException {
        GenerateSettings settings = settings("out", "orders", "32", "customers", "50", "products", "20");
        DataGenerator.write(settings);

        assertThat(firstLines("orders-1-of-1.csv", settings)).isEqualTo("""
                order_id,line_number,customer_id,product_id,quantity,unit_price,total_amount,order_status,ordered_at,shipped_at,delivered_at,updated_at
                O00000001,1,C0000008,P00006,4,697.95,2791.80,delivered,2023-01-01 14:15:23,2023-01-03 03:41:35,2023-01-08 10:27:41,2023-01-08 10:27:41
                O00000001,2,C0000008,P00015,1,48.26,48.26,delivered,2023-01-01 14:15:23,2023-01-03 03:41:35,2023-01-08 10:27:41,2023-01-08 10:27:41
                O00000001,3,C0000008,P00017,8,62.99,503.92,delivered,2023-01-01 14:15:23,2023-01-03 03:41:35,2023-01-08 10:27:41,2023-01-08 10:27:41
                """);
    }

    @Test
    void theReportCountsWhatAScanOfTheFilesFinds() throws IOException {
        GenerateSettings settings = settings("out", "orders", "20000", "dirt", "heavy", "files", "3");
        DirtReport report = DataGenerator.write(settings);

        for (String stem : List.of("customers", "products", "orders")) {
            TableReport table = report.tables().get("raw_" + stem);
            FilesModel model = FilesModel.scan(stem, settings);
            assertThat(model.found()).as(stem).isEqualTo(byColumn(table));
            assertThat(model.rows).as(stem).isEqualTo(table.rows());
        }
    }

    @Test
    void ratesAreHonoured() throws IOException {
        GenerateSettings settings = settings("out", "orders", "50000", "dirt", "heavy");
        TableReport orders = DataGenerator.write(settings).tables().get("raw_orders");

        settings.dirt().forEach((kind, rate) -> {
            double deviation = Math.sqrt(50_000 * rate * (1 - rate));
            assertThat((double) orders.rowsWith(kind)).as(kind.word()).isCloseTo(50_000 * rate, within(5 * deviation));
        });
        assertThat(orders.rows())
                .isEqualTo(50_000 + orders.rowsWith(DirtKind.DUPLICATE) + orders.rowsWith(DirtKind.LATE_UPDATE));
    }

    @Test
    void withoutDirtEveryOrderIsConsistent() throws IOException {
        GenerateSettings settings = settings("out", "orders", "5000", "files", "2");
        DirtReport report = DataGenerator.write(settings);
        Map<String, Map<String, String>> customers = byId("customers", "customer_id", settings);
        Map<String, Map<String, String>> products = byId("products", "product_id", settings);
        Set<String> keys = new HashSet<>();

        assertThat(report.tables().values())
                .allSatisfy(table -> assertThat(table.kinds()).isEmpty());
        for (Map<String, String> line : rows("orders", settings)) {
            assertThat(keys.add(line.get("order_id") + "/" + line.get("line_number")))
                    .isTrue();
            assertThat(products).containsKey(line.get("product_id"));
            assertThat(customers).containsKey(line.get("customer_id"));
            assertThat(customers.get(line.get("customer_id")).get("created_at")).isLessThan(line.get("ordered_at"));
            assertThat(amount(line, "total_amount"))
                    .isEqualByComparingTo(amount(line, "quantity").multiply(amount(line, "unit_price")));
            assertThat(Stream.of("ordered_at", "shipped_at", "delivered_at", "updated_at")
                            .map(line::get)
                            .filter(moment -> !moment.isEmpty()))
                    .isSorted();
        }
    }

    @Test
    void aLaterDeliveryBringsNewOrdersOnNewDaysOfTheSameCustomersAndProducts() throws IOException {
        GenerateSettings first = settings("first", "orders", "5000", "customers", "300");
        GenerateSettings later =
                settings("later", "orders", "700", "customers", "300", "products", "50", "after", "5000", "files", "3");
        String taken = Days.TAKEN.toString();

        DataGenerator.write(first);
        DataGenerator.write(later);

        assertThat(distinct(rows("orders", later), "order_id"))
                .doesNotContainAnyElementsOf(distinct(rows("orders", first), "order_id"));
        assertThat(distinct(rows("orders", first), "ordered_at")).allMatch(moment -> moment.compareTo(taken) < 0);
        assertThat(distinct(rows("orders", later), "ordered_at")).allMatch(moment -> moment.compareTo(taken) > 0);
        // A seventh of the orders takes about a seventh of the 731 days.
        assertThat(distinct(rows("orders", later), "ordered_at"))
                .anyMatch(moment -> moment.startsWith("2025-01-01"))
                .allMatch(moment -> moment.compareTo("2025-04-14") < 0)
                .anyMatch(moment -> moment.compareTo("2025-04-05") > 0);
        assertThat(rows("customers", later)).containsExactlyElementsOf(rows("customers", first));
        assertThat(rows("products", later)).containsExactlyElementsOf(rows("products", first));
    }

    @Test
    void namesHoldCommasAndQuotes() throws IOException {
        GenerateSettings settings = settings("out", "orders", "1000", "customers", "1000", "products", "200");
        DataGenerator.write(settings);

        List<String> names = Stream.concat(rows("customers", settings).stream(), rows("products", settings).stream())
                .map(row -> row.get("name"))
                .toList();
        assertThat(names).anyMatch(name -> name.contains(",")).anyMatch(name -> name.contains("\""));
    }

    @Test
    void lateUpdatesAreNewerAndChangeTheStatus() throws IOException {
        GenerateSettings settings = settings("out", "orders", "3000", "dirt", "late_update=0.1", "files", "4");
        DataGenerator.write(settings);
        Map<String, List<Map<String, String>>> versions = rows("orders", settings).stream()
                .collect(Collectors.groupingBy(line -> line.get("order_id") + "/" + line.get("line_number")));

        assertThat(versions.values().stream().filter(same -> same.size() == 2))
                .hasSizeGreaterThan(200)
                .allSatisfy(same -> {
                    assertThat(distinct(same, "updated_at")).hasSize(2);
                    assertThat(distinct(same, "order_status")).hasSize(2);
                    assertThat(distinct(same, "product_id")).hasSize(1);
                });
    }

    @Test
    void fewOrdersMakeFewFilesAndOneOrderWorks() throws IOException {
        GenerateSettings settings = settings("out", "orders", "1");
        DirtReport report = DataGenerator.write(settings);

        assertThat(report.tables().get("raw_orders").files()).containsExactly("orders-1-of-1.csv");
        assertThat(rows("orders", settings)).hasSize(1);
    }

    @Test
    void theReportIsWrittenBesideTheDataAndTellsExamples() throws IOException {
        GenerateSettings settings = settings("out", "orders", "2000", "dirt", "orphan=0.05");
        DirtReport report = DataGenerator.write(settings);

        JsonNode json = new ObjectMapper()
                .readTree(settings.directory().resolve("dirt.json").toFile());
        JsonNode orphans = json.at("/tables/raw_orders/kinds/orphan");
        assertThat(orphans.get("rows").asLong())
                .isEqualTo(report.tables().get("raw_orders").rowsWith(DirtKind.ORPHAN))
                .isPositive();
        JsonNode example = orphans.get("examples").get(0);
        assertThat(settings.directory().resolve(example.get("file").asText()))
                .content()
                .contains(example.get("record").asText() + "\n");
        assertThat(report.toText()).contains("raw_orders", "orphan", "a reference to nothing");
    }

    @Test
    void earlierGeneratedFilesAreReplacedAndOthersNeverTouched() throws IOException {
        DataGenerator.write(settings("out", "orders", "1000", "files", "8"));
        GenerateSettings again = settings("out", "orders", "1000", "files", "2");
        DataGenerator.write(again);
        assertThat(FilesModel.files("orders", again.directory())).hasSize(2);

        Path precious = Files.writeString(again.directory().resolve("orders.csv"), "precious");
        assertThatThrownBy(() -> DataGenerator.write(again))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("orders.csv")
                .hasMessageContaining("empty or new directory");
        assertThat(precious).hasContent("precious");
        assertThat(FilesModel.files("orders", again.directory())).hasSize(2);
    }

    private GenerateSettings settings(String out, String... words) {
        Map<String, String> named =
                new TreeMap<>(Map.of("out", directory.resolve(out).toString()));
        for (int i = 0; i < words.length; i += 2) {
            named.put(words[i], words[i + 1]);
        }
        return GenerateSettings.parse(named);
    }

    static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    static Map<String, Long> byColumn(TableReport table) {
        Map<String, Long> counts = new TreeMap<>();
        table.kinds().forEach((kind, found) -> {
            if (found.columns().isEmpty()) {
                counts.put(kind.word(), found.rows());
            }
            found.columns().forEach((column, count) -> counts.put(kind.word() + " " + column, count));
        });
        return counts;
    }

    private static String firstLines(String file, GenerateSettings settings) throws IOException {
        return Files.readAllLines(settings.directory().resolve(file)).stream()
                .limit(4)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static List<Map<String, String>> rows(String stem, GenerateSettings settings) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Path file : FilesModel.files(stem, settings.directory())) {
            rows.addAll(FilesModel.read(file));
        }
        return rows;
    }

    private static Map<String, Map<String, String>> byId(String stem, String id, GenerateSettings settings)
            throws IOException {
        return rows(stem, settings).stream().collect(Collectors.toMap(row -> row.get(id), Function.identity()));
    }

    private static BigDecimal amount(Map<String, String> row, String column) {
        return new BigDecimal(row.get(column));
    }

    private static Set<String> distinct(List<Map<String, String>> rows, String column) {
        return rows.stream().map(row -> row.get(column)).collect(Collectors.toSet());
    }
}
