package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad files: a row's fault costs the row, with its raw text; a file's fault stops the run, and says which and where. */
class BadInputTest {
    private static final String HEADER = "order_id,customer_id,quantity,unit_price,ordered_at\n";

    @TempDir
    Path directory;

    @Test
    void anEmptyFileIsNamed() throws Exception {
        stops(Shop.in(directory).file("orders.csv", ""), 2, "pipeline.yaml:4:", "orders*.csv", "empty");
    }

    @Test
    void aFileWithoutRowsIsAnEmptyBatch() throws Exception {
        Shop shop = Shop.in(directory).file("orders.csv", HEADER);
        PipelineRun run = shop.run().expecting(0);
        assertThat(run.stage("raw_orders").get("read").asLong()).isZero();
        assertThat(Published.count(shop.warehouse(), "star.fact_orders")).isZero();
        assertThat(Published.count(shop.warehouse(), "star.dim_customers")).isEqualTo(3);
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        Shop shop = Shop.in(directory);
        Files.delete(directory.resolve("customers.csv"));
        stops(shop, 2, "customers.csv", "pipeline.yaml:5:");
    }

    @Test
    void aPatternThatMatchesNothingIsNamed() throws Exception {
        Shop shop = Shop.in(directory);
        Files.delete(shop.orders());
        stops(shop, 2, "orders*.csv", "pipeline.yaml:4:");
    }

    @Test
    void aFileThatIsNoGzipIsNamed() throws Exception {
        Shop shop = gzipped().file("orders.csv.gz", "order_id,customer_id\n1,a\n");
        stops(shop, 2, "orders.csv.gz", "gzip");
    }

    @Test
    void aDamagedGzipStopsTheRunAndNamesThePlace() throws Exception {
        byte[] whole = gzip(HEADER + "1,a,2,1.50,2024-01-02 10:00:00\n".repeat(1000));
        byte[] random = new byte[3000];
        new Random(1).nextBytes(random);
        byte[] long_ = gzip(HEADER + hex(random));
        long_[long_.length / 2] ^= 0x55;
        stops(gzipped().file("orders.csv.gz", long_), 3, "orders.csv.gz");
        stops(gzipped().file("orders.csv.gz", Arrays.copyOf(whole, whole.length - 20)), 3, "orders.csv.gz");
    }

    @Test
    void bytesThatAreNoTextAreNamed() throws Exception {
        byte[] junk = new byte[50_000];
        new Random(7).nextBytes(junk);
        PipelineRun run = Shop.in(directory).file("orders.csv", junk).run();
        assertThat(run.command().exitCode()).isBetween(2, 3);
        assertThat(run.err()).contains("orders.csv").doesNotContain("Exception");
        assertThat(run.warehouse()).doesNotExist();
    }

    @Test
    void faultsOfRowsCostTheseRowsOnly() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(HEADER.getBytes(StandardCharsets.US_ASCII));
        List<String> lines = List.of(
                "1,a,2,1.50,2024-01-02 10:00:00",
                "few,a,2",
                "many,a,2,1.50,2024-01-02 10:00:00,7,8",
                "latin1,caf\u00e9,2,1.50,2024-01-02 10:00:00",
                "quote,\"a,2,1.50,2024-01-02 10:00:00",
                "nul,a\u0000b,2,1.50,2024-01-02 10:00:00",
                "date,a,2,1.50,2023-02-30 10:00:00",
                "number,a,99999999999999999999,1.50,2024-01-02 10:00:00",
                "price,a,2,123456789012345.00,2024-01-02 10:00:00",
                "last,b,3,2.00,2024-01-03 10:00:00");
        for (String line : lines) {
            bytes.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        Shop shop = Shop.in(directory)
                .file("orders.csv", bytes.toByteArray())
                .declaring("raw_orders: {max_rejected: 0.5, location:", "raw_orders: {location:");

        PipelineRun run = shop.run().expecting(0);

        assertThat(Published.rows(
                        shop.warehouse(),
                        "select order_id, quantity, unit_price, ordered_at::varchar from star.fact_orders order by 1"))
                .containsExactlyInAnyOrder(
                        "1|2|1.50|2024-01-02 10:00:00",
                        "date|2|1.50|null",
                        "number|null|1.50|2024-01-02 10:00:00",
                        "price|2|null|2024-01-02 10:00:00",
                        "last|3|2.00|2024-01-03 10:00:00");
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select stage, reason, left(raw, 6), source_file like '%orders.csv', source_offset"
                                + " from quality.rejected_rows order by source_offset"))
                .containsExactly(
                        "raw_orders|TOO_FEW_FIELDS|few,a,|true|" + offset(lines, 1),
                        "raw_orders|TOO_MANY_FIELDS|many,a|true|" + offset(lines, 2),
                        "raw_orders|MALFORMED_TEXT|latin1|true|" + offset(lines, 3),
                        "raw_orders|MALFORMED_QUOTES|quote,|true|" + offset(lines, 4),
                        "raw_orders|MALFORMED_TEXT|nul,a\ufffd|true|" + offset(lines, 5));
        assertThat(run.stage("raw_orders").get("read").asLong()).isEqualTo(lines.size());
        assertThat(run.stage("raw_orders").get("rejected").asLong()).isEqualTo(5);
        assertThat(run.stage("stg_orders").get("notes").toString())
                .contains("\"unparsable.ordered_at\":1")
                .contains("\"unparsable.quantity\":1")
                .contains("\"unparsable.unit_price\":1");
    }

    @Test
    void aFieldOfTenMegabytesIsReadAndOneAboveTheLimitIsRejected() throws Exception {
        String row = ",a,2,1.50,2024-01-02 10:00:00\n";
        Shop shop = Shop.in(directory).file("orders.csv", HEADER + "x".repeat(10 << 20) + row + "2" + row);
        shop.run().expecting(0);
        assertThat(Published.rows(shop.warehouse(), "select max(length(order_id)), count(*) from star.fact_orders"))
                .containsExactly((10 << 20) + "|2");

        Files.delete(shop.warehouse());
        shop.declaring(
                        "raw_orders: {location: \"${raw}/orders*.csv\", max_rejected: 0.5, csv: {max_record_bytes: 1048576}}",
                        "raw_orders: {location: \"${raw}/orders*.csv\"}")
                .run()
                .expecting(0);
        assertThat(Published.rows(shop.warehouse(), "select reason, length(raw) < 5000000 from quality.rejected_rows"))
                .containsExactly("RECORD_TOO_LARGE|true");
        assertThat(Published.count(shop.warehouse(), "star.fact_orders")).isEqualTo(1);
    }

    @Test
    void aHeaderThatNamesAColumnTwiceIsRefused() throws Exception {
        stops(
                Shop.in(directory).file("orders.csv", "order_id,customer_id,quantity,unit_price,ordered_at,quantity\n"),
                2,
                "orders.csv",
                "quantity");
    }

    @Test
    void aSecondFileThatLacksAColumnIsNamedWithTheColumn() throws Exception {
        stops(
                Shop.in(directory).file("orders2.csv", "order_id,customer_id,quantity,ordered_at\n9,a,1,2024-01-01\n"),
                3,
                "orders2.csv",
                "unit_price");
    }

    @Test
    void aColumnThatTheSourceLacksIsSaidToBeMissing() throws Exception {
        stops(
                Shop.in(directory).file("orders.csv", "order_id,customer_id,quantity,unit_prize,ordered_at\n"),
                2,
                "pipeline.yaml:13:34: no column \"unit_price\"; did you mean unit_prize?");
    }

    /** Nothing is published, the message holds the texts, and no Java name. */
    private static void stops(Shop shop, int exitCode, String... texts) {
        PipelineRun run = shop.run().expecting(exitCode);
        assertThat(run.err()).contains(texts).doesNotContain("Exception").doesNotContain("java.");
        assertThat(shop.warehouse()).doesNotExist();
        assertThat(run.staging().toFile().list()).isNullOrEmpty();
    }

    private Shop gzipped() throws IOException {
        Path own = Files.createTempDirectory(directory, "gzip");
        Shop shop = Shop.in(own).declaring("orders*.csv.gz", "orders*.csv");
        Files.delete(shop.orders());
        return shop;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String hex(byte[] random) {
        StringBuilder rows = new StringBuilder();
        for (byte one : random) {
            rows.append(one).append(",a,2,1.50,2024-01-02 10:00:00\n");
        }
        return rows.toString();
    }

    private static long offset(List<String> lines, int row) {
        return HEADER.length()
                + lines.subList(0, row).stream()
                        .mapToLong(line -> line.length() + 1)
                        .sum();
    }
}
