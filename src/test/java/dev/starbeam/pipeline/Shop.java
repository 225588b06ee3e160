package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import dev.starbeam.ingest.Sources;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunPlanner;
import dev.starbeam.source.Committed;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.warehouse.engine.Warehouses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small pipeline with its rows in one directory, to be changed by tests: orders of customers, two marts. */
public record Shop(Path directory) {
    /** The header of customers {@link #withVersions}. */
    static final String VERSIONED_CUSTOMERS = "customer_id,country,since\n";

    /** The header of orders {@link #withVersions}. */
    static final String VERSIONED_ORDERS = "order_id,customer_id,quantity,unit_price,ordered_at,updated_at,gone\n";

    private static final String DECLARATION = """
            pipeline: shop
            variables: {raw: .}
            sources:
              raw_orders: {location: "${raw}/orders*.csv"}
              raw_customers: {location: "${raw}/customers.csv"}
            staging:
              stg_orders:
                from: raw_orders
                columns:
                  order_id: nullif(trim(order_id), '')
                  customer_id: nullif(trim(customer_id), '')
                  quantity: try_to_number(quantity)
                  unit_price: try_to_decimal(unit_price, 12, 2)
                  total_amount: quantity * unit_price
                  ordered_at: try_to_timestamp_ntz(ordered_at)
                required: [order_id]
              stg_customers:
                from: raw_customers
                columns:
                  customer_id: nullif(trim(customer_id), '')
                  country: trim(country)
            dimensions:
              dim_customers: {from: stg_customers, natural_key: customer_id, columns: [country]}
              dim_date: {calendar: {fiscal_year_starts: april, holidays: GB}}
            facts:
              fact_orders:
                from: stg_orders
                grain: [order_id]
                references:
                  customer_id: {dimension: dim_customers, on_orphan: unknown_member}
                  ordered_at: dim_date
            quality:
              - {check: non_negative, column: unit_price, severity: error}
              - {check: unique, severity: warn}
              - {check: references, severity: warn}
            """;

    private static final String ORDERS = """
            order_id,customer_id,quantity,unit_price,ordered_at
            1,a,2,1.50,2024-01-02 10:00:00
            2,b,1,20.00,2024-01-03 11:30:00
            3,a,5,0.20,2024-02-29 23:59:59
            4,,1,3.00,2024-03-01 00:00:00
            """;

    private static final String CUSTOMERS = """
            customer_id,country
            a,France
            b,United Kingdom
            """;

    private static final String SALES = """
            -- materialized: view
            select country, sum(coalesce(total_amount, 0)) as amount
            from star.fact_orders join star.dim_customers using (customer_key)
            group by country
            """;

    private static final String COUNTRIES = """
            -- materialized: table
            select count(*) as countries from marts.sales
            """;

    /** The pipeline as it is, which publishes all its rows. */
    public static Shop in(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("marts"));
        Files.writeString(directory.resolve("pipeline.yaml"), DECLARATION);
        Files.writeString(directory.resolve("orders.csv"), ORDERS);
        Files.writeString(directory.resolve("customers.csv"), CUSTOMERS);
        Files.writeString(directory.resolve("marts/sales.sql"), SALES);
        Files.writeString(directory.resolve("marts/countries.sql"), COUNTRIES);
        return new Shop(directory);
    }

    /** Customers of type 2, and orders with versions and tombstones; their files get columns for that. */
    Shop withVersions() throws IOException {
        file("customers.csv", VERSIONED_CUSTOMERS + "a,France,2024-01-01\nb,United Kingdom,2024-01-01\n");
        file("orders.csv", VERSIONED_ORDERS + "1,a,2,1.50,2024-01-02 10:00:00,2024-01-02 10:00:00,\n");
        return declaring("country: trim(country)\n      since: try_to_date(since)", "country: trim(country)")
                .declaring(
                        "natural_key: customer_id, latest_by: since, scd: 2, columns",
                        "natural_key: customer_id, columns")
                .declaring("""
                        ordered_at: try_to_timestamp_ntz(ordered_at)
                              updated_at: try_to_timestamp_ntz(updated_at)
                              is_deleted: gone = 'yes'
                            deduplicate: {keys: [order_id], latest_by: updated_at}""", "ordered_at: try_to_timestamp_ntz(ordered_at)")
                .declaring("grain: [order_id]\n    tombstone: is_deleted", "grain: [order_id]");
    }

    /** Replaces a text of the declaration, which must be there once. */
    public Shop declaring(String instead, String of) throws IOException {
        Path file = directory.resolve("pipeline.yaml");
        String yaml = Files.readString(file);
        assertThat(yaml.split(java.util.regex.Pattern.quote(of), -1))
                .as("parts around " + of)
                .hasSize(2);
        Files.writeString(file, yaml.replace(of, instead));
        return this;
    }

    public Shop file(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
        return this;
    }

    public Shop file(String name, byte[] content) throws IOException {
        Files.write(directory.resolve(name), content);
        return this;
    }

    /** The mart {@code sales} with this in place of its country. */
    Shop withMart(String country) throws IOException {
        return file("marts/sales.sql", "select " + country + " as country from star.dim_customers\n");
    }

    /** So many orders of 3.00 each, numbered from {@code first}, whose file takes about as many bytes as it should. */
    static String longOrders(int first, int count, int bytes) {
        String note = "n".repeat(bytes / count);
        StringBuilder rows = new StringBuilder("order_id,customer_id,quantity,unit_price,ordered_at,note\n");
        for (int id = first; id < first + count; id++) {
            rows.append(id)
                    .append(",a,2,1.50,2024-01-02 10:00:00,")
                    .append(note)
                    .append('\n');
        }
        return rows.toString();
    }

    /** The orders as they are, with more lines after them. */
    public Shop withOrders(String more) throws IOException {
        return file("orders.csv", ORDERS + more);
    }

    Path orders() {
        return directory.resolve("orders.csv");
    }

    Path home() {
        return directory.resolve("home");
    }

    public Path warehouse() {
        return PipelineRun.warehouse(home());
    }

    public PipelineModel model() throws InvalidPipelineException {
        return PipelineLoader.load(
                directory,
                Map.of("raw", directory.toString()),
                System::getenv,
                CommandLine.sources(),
                Declaration.LANGUAGE);
    }

    /** A batch of all files as they are; what it writes goes to a directory of this name. */
    public RunPlan batch(String name) throws InvalidPipelineException, InvalidSourceException, IOException {
        Path own = Files.createDirectories(directory.resolve(name));
        PipelineModel model = model();
        return new RunPlan(
                model,
                name,
                RunPlanner.inputs(model, Sources.builtIn(), Committed.NOTHING).wanted(),
                own.resolve("staging").toString(),
                Warehouses.target("duckdb:" + PipelineRun.warehouse(own)),
                true,
                own.resolve("report").toString(),
                0);
    }

    /** Runs it, with the warehouse under {@link #home}. */
    public PipelineRun run(String... words) {
        return PipelineRun.in(home(), here(words));
    }

    /** Says what {@link #run} would do. */
    PipelineRun plan(String... words) {
        return PipelineRun.planning(home(), here(words));
    }

    /** Prints the script of what {@link #run} makes or, with {@code --seed}, of its first rows. */
    String ddl(String... words) {
        List<String> all = new ArrayList<>(List.of("ddl"));
        all.addAll(List.of(here(words)));
        CommandLine command = CommandLine.run(all);
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command.out();
    }

    private String[] here(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "--pipeline=" + directory;
        all[1] = "--var=raw=" + directory;
        System.arraycopy(words, 0, all, 2, words.length);
        return all;
    }
}
