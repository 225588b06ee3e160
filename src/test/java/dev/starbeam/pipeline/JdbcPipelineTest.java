package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.ingest.jdbc.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole pipelines over a PostgreSQL server. */
class JdbcPipelineTest {
    private static final String[] TABLES = {
        "create table customers (customer_id text primary key, country text)",
        "insert into customers select 'c' || i, (array['France', 'Chile ', null, 'United Kingdom'])[1 + i % 4]"
                + " from generate_series(1, 200) i",
        "create table orders (order_id integer, customer_id text, quantity integer, unit_price numeric(12, 2),"
                + " ordered_at timestamp)",
        "insert into orders select i - 2000, case when i % 50 = 0 then null else 'c' || (i * 7) % 210 end, i % 9,"
                + " (i % 1000) / 100.0, timestamp '2024-01-01' + i * interval '37 minutes'"
                + " from generate_series(1, 5000) i",
        // Rows that staging rejects, and doubles.
        "insert into orders values (null, 'c1', 1, 1, null), (null, null, null, null, null)",
    };

    @TempDir
    Path directory;

    private PostgresServer database;

    @BeforeEach
    void start() throws Exception {
        database = PostgresServer.newDatabase();
        database.execute(TABLES);
    }

    @Test
    void tablesPublishWhatSqlFindsInThem() throws Exception {
        PipelineRun run = shop("orders, partition_by: order_id, partitions: 5", "customers")
                .run()
                .expecting(0);
        assertThat(run.stage("raw_orders").get("read").asLong()).isEqualTo(5002);
        assertThat(run.stage("stg_orders").get("rejected").asLong()).isEqualTo(2);
        assertThat(run.summary().get("every_row_accounted_for").asBoolean()).isTrue();
        assertThat(Published.rows(
                        run.warehouse(),
                        "select order_id, f.customer_id, quantity, unit_price, total_amount,"
                                + " strftime(ordered_at, '%Y-%m-%d %H:%M:%S'), country from star.fact_orders f"
                                + " join star.dim_customers d using (customer_key) order by order_id::integer"))
                .isEqualTo(expected());
        assertThat(Published.rows(
                        run.warehouse(),
                        "select min(_source_offset), max(_source_offset), count(distinct _source_offset),"
                                + " any_value(_source_file), count(distinct _source_file) from star.fact_orders"))
                .containsExactly("0|4999|5000|" + database.url() + "/public.orders|1");
    }

    @Test
    void tablesPublishWhatTheirExportsToFilesPublish() throws Exception {
        Shop files = Shop.in(directory.resolve("files"))
                .file("orders.csv", export("orders"))
                .file("customers.csv", export("customers"))
                .declaring("orders*.csv\", csv: {null_text: \"\\\\N\"}}", "orders*.csv\"}")
                .declaring("customers.csv\", csv: {null_text: \"\\\\N\"}}", "customers.csv\"}");
        assertThat(published(shop("orders, partition_by: ordered_at", "customers")))
                .isEqualTo(published(files))
                .containsKeys("star.fact_orders", "marts.sales");
    }

    @Test
    void everyRunIsABatchOfItsOwnUnlessItIsNamed() throws Exception {
        Shop shop = shop("orders", "customers");
        String first = shop.run().expecting(0).summary().get("batch_id").asText();
        String second = shop.run().expecting(0).summary().get("batch_id").asText();
        assertThat(first).isNotEqualTo(second);
        assertThat(shop.run("--batchId=night")
                        .expecting(0)
                        .summary()
                        .get("outcome")
                        .asText())
                .isEqualTo("published");
        assertThat(shop.run("--batchId=night")
                        .expecting(0)
                        .summary()
                        .get("outcome")
                        .asText())
                .isEqualTo("already_published");
    }

    /** Money moves between customers all the time; at no time is there more or less of it. */
    @Test
    void aRunShowsOneStateThoughOthersWrite() throws Exception {
        database.execute("create table accounts as select i as order_id, 'c' || i as customer_id, 100 as quantity,"
                + " 1 as unit_price, timestamp '2024-01-01' as ordered_at from generate_series(1, 3000) i");
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Long> transfers = CompletableFuture.supplyAsync(() -> transfer(stop));
        PipelineRun run = shop("accounts, partition_by: order_id, partitions: 8", "customers")
                .run()
                .expecting(0);
        stop.set(true);
        assertThat(transfers.get()).isGreaterThan(100);
        assertThat(Published.rows(run.warehouse(), "select count(*), sum(quantity) from star.fact_orders"))
                .containsExactly("3000|300000");
    }

    @Test
    void theSecretIsNowhere() throws Exception {
        PipelineRun run = shop("orders, partition_by: order_id", "customers").run();
        // Both fail before they write, so that no step outlives the run.
        PipelineRun failed = shop("nowhere", "nowhere").run().expecting(3);
        assertThat(failed.err()).contains("relation \"public.nowhere\" does not exist");
        String told = run.out() + run.err() + failed.out() + failed.err();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("password")) {
                    told += Files.readString(file, StandardCharsets.ISO_8859_1);
                }
            }
        }
        assertThat(told).doesNotContain(PostgresServer.PASSWORD);
    }

    private Shop shop(String orders, String customers) throws Exception {
        Path home = Files.createTempDirectory(directory, "shop");
        return Shop.in(home)
                .declaring(
                        source("orders", orders, "[order_id, customer_id, quantity, unit_price, ordered_at]"),
                        "raw_orders: {location: \"${raw}/orders*.csv\"}")
                .declaring(
                        source("customers", customers, "[customer_id, country]"),
                        "raw_customers: {location: \"${raw}/customers.csv\"}");
    }

    private String source(String name, String table, String columns) throws Exception {
        return "raw_" + name + ": {jdbc: {url: \"" + database.url() + "\", user: loader, password: \"file:"
                + PostgresServer.passwordFile(directory) + "\", table: public." + table + "}, columns: " + columns
                + "}";
    }

    private List<String> expected() throws SQLException {
        return database.rows("select order_id, o.customer_id, quantity, unit_price, quantity * unit_price,"
                + " to_char(ordered_at, 'YYYY-MM-DD HH24:MI:SS'), trim(c.country)"
                + " from orders o left join customers c using (customer_id) where order_id is not null"
                + " order by order_id");
    }

    /** A file as a database writes one. */
    private String export(String table) throws SQLException {
        List<String> rows = database.rows("select * from " + table);
        String header = String.join(
                ",",
                database.rows("select column_name from information_schema.columns where table_name = '" + table
                        + "' order by ordinal_position"));
        return header + "\n" + String.join("\n", rows).replace("null", "\\N").replace('|', ',') + "\n";
    }

    private static Map<String, List<String>> published(Shop shop) throws SQLException {
        Map<String, List<String>> published =
                new TreeMap<>(Published.facts(shop.run().expecting(0).warehouse()));
        published.keySet().removeIf(table -> !table.startsWith("star.") && !table.startsWith("marts."));
        return published;
    }

    private long transfer(AtomicBoolean stop) {
        long transfers = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (!stop.get()) {
                long from = 1 + transfers * 17 % 3000;
                long to = 1 + (transfers * 31 + 1500) % 3000;
                statement.execute("update accounts set quantity = quantity + case order_id when " + from
                        + " then -1 else 1 end where order_id in (" + from + ", " + to + ") and " + from + " <> " + to);
                transfers++;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return transfers;
    }
}
