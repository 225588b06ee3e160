package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.loading.SchemaValidation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSchemaTest {
    static List<Path> shipped() throws IOException {
        try (Stream<Path> pipelines = Files.list(Path.of("pipelines"))) {
            return pipelines
                    .map(pipeline -> pipeline.resolve("pipeline.yaml"))
                    .filter(Files::exists)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedPipelinesAreValidAndNameTheSchema(Path pipeline) throws IOException {
        String yaml = Files.readString(pipeline);
        assertThat(SchemaValidation.faults(yaml)).isEmpty();
        String schema = yaml.lines().findFirst().orElseThrow().replaceFirst(".*\\$schema=", "");
        assertThat(pipeline.resolveSibling(schema)).exists();
    }

    @Test
    void theShopIsValid() {
        assertThat(SchemaValidation.faults(Declaration.shop().yaml())).isEmpty();
    }

    @Test
    void aSourceInADatabaseIsValid() {
        Declaration database = with(
                "{location: customers.csv}",
                "{jdbc: {url: 'jdbc:mysql://h/d', user: u, password: 'env:P', table: t, partition_by: id,"
                        + " partitions: 8}, columns: [id, country, updated_at]}");
        assertThat(SchemaValidation.faults(database.yaml())).isEmpty();
        assertThat(database.mistakes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "required: [order_id]|requird: [order_id]",
                "required: [order_id]|required: order_id",
                "    grain: [order_id]|    description: no grain",
                "check: iqr,|check: iqrs,",
                "column: quantity,|column: quantity, by: order_id,",
                "column: quantity, severity|severity",
                "pipeline: shop|pipeline: 'a shop'",
                "{on: customer_id, columns: [country]}|{on: customer_id}",
                "ordered_at: dim_date|ordered_at: {dimension: dim_date, on_orphan: drop}",
                "{location: customers.csv}|{location: customers.csv, format: parquet}",
                "{location: customers.csv}|{location: customers.csv, freshness: {}}",
                "{location: customers.csv}|{location: customers.csv, jdbc: {url: 'jdbc:mysql://h/d', table: t}}",
                "{location: customers.csv}|{jdbc: {url: 'jdbc:mysql://h/d'}}",
                "{location: customers.csv}|{jdbc: {url: 'jdbc:mysql://h/d', table: t, query: select 1}}",
                "{location: customers.csv}|{jdbc: {url: 'jdbc:mysql://h/d', table: t, password: secret}}",
                "{location: customers.csv}|{jdbc: {url: 'jdbc:mysql://h/d', table: t, partitions: 2}}",
                "{location: customers.csv}|{jdbc: {table: t}}",
                "columns: [country]}|columns: [country], scd: 3}",
                "deduplicate: exact|deduplicate: {keys: [order_id]}",
                "{calendar: {fiscal_year_starts: april|{from: stg_orders, calendar: {fiscal_year_starts: april",
                "fiscal_year_starts: april|fiscal_year_starts: 4",
            })
    void whatTheLoaderRefusesTheSchemaRefusesWhereItCan(String old, String replacement) {
        Declaration broken = with(old, replacement);
        assertThat(SchemaValidation.faults(broken.yaml())).isNotEmpty();
        assertThat(broken.mistakes()).isNotEmpty();
    }

    private static Declaration with(String old, String replacement) {
        return Declaration.of(Declaration.shop().yaml().replace(old, replacement));
    }
}
