package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.ingest.csv.CsvOptions;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.Language;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.model.loading.source.NamedColumns;
import dev.starbeam.model.loading.source.SourceCatalog;
import dev.starbeam.model.loading.source.UnknownColumnsException;
import dev.starbeam.quality.CheckRegistry;
import dev.starbeam.warehouse.engine.Warehouses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small valid pipeline to break in tests, and what the loader says of it. */
public record Declaration(String yaml, Map<String, String> marts, Map<String, String> variables) {
    private static final String SHOP = """
            pipeline: shop
            variables: {raw: data}
            sources:
              raw_orders: {location: "${raw}/orders.csv"}
              raw_customers: {location: customers.csv}
            staging:
              stg_orders:
                from: raw_orders
                columns:
                  order_id: upper(trim(order_id))
                  customer_id: nullif(trim(customer_id), '')
                  quantity: try_to_number(quantity)
                  unit_price: try_to_decimal(unit_price, 12, 2)
                  total_amount: quantity * unit_price
                  ordered_at: try_to_timestamp_ntz(ordered_at)
                required: [order_id]
                filters: {not_test: "customer_id <> 'TEST'"}
                deduplicate: exact
              stg_customers:
                from: raw_customers
                columns:
                  customer_id: nullif(trim(id), '')
                  country: trim(country)
                  updated_at: try_to_date(updated_at)
            dimensions:
              dim_customers: {from: stg_customers, natural_key: customer_id, latest_by: updated_at, columns: [country]}
              dim_date: {calendar: {fiscal_year_starts: april, holidays: GB}}
            facts:
              fact_orders:
                from: stg_orders
                grain: [order_id]
                lookups: {stg_customers: {on: customer_id, columns: [country]}}
                references: {customer_id: dim_customers, ordered_at: dim_date}
            quality:
              - {check: iqr, column: quantity, severity: warn}
            """;

    private static final Map<String, List<String>> FILES = Map.of(
            "data/orders.csv", List.of("order_id", "customer_id", "quantity", "unit_price", "ordered_at"),
            "customers.csv", List.of("id", "country", "updated_at"));

    /** All that shipped warehouses and checks let pipelines declare. */
    public static final Language LANGUAGE =
            new Language(Warehouses.options(), Warehouses.dialects(), CheckRegistry.ALL);

    public static Declaration shop() {
        return new Declaration(SHOP, Map.of(), Map.of());
    }

    public static Declaration of(String yaml) {
        return new Declaration(yaml, Map.of(), Map.of());
    }

    /** With {@code old}, which must be there once, replaced. */
    public Declaration with(String old, String replacement) {
        assertThat(yaml.split(java.util.regex.Pattern.quote(old), -1))
                .as("parts around " + old)
                .hasSize(2);
        return new Declaration(yaml.replace(old, replacement), marts, variables);
    }

    public Declaration withMart(String name, String sql) {
        Map<String, String> more = new TreeMap<>(marts);
        more.put(name, sql);
        return new Declaration(yaml, more, variables);
    }

    public Declaration withVariable(String name, String value) {
        Map<String, String> more = new TreeMap<>(variables);
        more.put(name, value);
        return new Declaration(yaml, marts, more);
    }

    public PipelineModel load() throws InvalidPipelineException {
        return load(new NamedColumns(source -> {
            List<String> columns = FILES.get(source.location());
            if (columns == null) {
                throw new UnknownColumnsException("no file matches " + source.location());
            }
            return ((CsvOptions) source.format()).hasHeader() ? columns : List.of();
        }));
    }

    public PipelineModel load(SourceCatalog catalog) throws InvalidPipelineException {
        try {
            Path directory = Files.createTempDirectory("shop");
            Files.writeString(directory.resolve("pipeline.yaml"), yaml);
            Files.createDirectory(directory.resolve("marts"));
            for (Map.Entry<String, String> mart : marts.entrySet()) {
                Files.writeString(directory.resolve("marts").resolve(mart.getKey()), mart.getValue());
            }
            return PipelineLoader.load(directory, variables, Map.of("HOME_DIR", "data")::get, catalog, LANGUAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with it, as {@code line:column: message}; marts with their file's name before. */
    public List<String> mistakes() {
        try {
            load();
            return List.of();
        } catch (InvalidPipelineException e) {
            return e.mistakes().stream().map(Declaration::shown).toList();
        }
    }

    private static String shown(Mistake mistake) {
        String file = Path.of(mistake.file()).getFileName().toString();
        String prefix = file.equals("pipeline.yaml") ? "" : file + ":";
        return prefix + mistake.line() + ":" + mistake.column() + ": " + mistake.message();
    }
}
