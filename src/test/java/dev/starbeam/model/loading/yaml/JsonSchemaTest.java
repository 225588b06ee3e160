package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.ingest.Formats;
import dev.starbeam.model.loading.SchemaValidation;
import dev.starbeam.model.loading.quality.CheckKeys;
import dev.starbeam.quality.CheckRegistry;
import dev.starbeam.quality.check.CheckDefinition;
import dev.starbeam.warehouse.engine.Warehouses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSchemaTest {
    private static final Map<Vocabulary, String> SECTIONS = Map.ofEntries(
            Map.entry(Vocabulary.PIPELINE, ""),
            Map.entry(Vocabulary.SOURCE, "/$defs/source"),
            Map.entry(Vocabulary.JDBC, "/$defs/jdbc"),
            Map.entry(Vocabulary.HEADER, "/$defs/header"),
            Map.entry(Vocabulary.RAW, "/$defs/raw"),
            Map.entry(Vocabulary.STAGED, "/$defs/staged"),
            Map.entry(Vocabulary.COLUMN, "/$defs/column/anyOf/1"),
            Map.entry(Vocabulary.KEEP_LATEST, "/$defs/staged/properties/deduplicate/anyOf/1"),
            Map.entry(Vocabulary.CALENDAR, "/$defs/calendar"),
            Map.entry(Vocabulary.LOOKUP, "/$defs/lookup"),
            Map.entry(Vocabulary.FACT, "/$defs/fact"),
            Map.entry(Vocabulary.REFERENCE, "/$defs/reference"));

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

    @Test
    void schemaAndLoaderKnowTheSameKeys() {
        JsonNode schema = SchemaValidation.schema();
        Warehouses.options().forEach(options -> ((ObjectNode) schema.get("properties")).remove(options.key()));
        SECTIONS.forEach((section, at) -> {
            Set<String> names = section.names();
            if (section == Vocabulary.SOURCE) {
                Formats.BUILT_IN.forEach(format -> names.add(format.name()));
            }
            assertThat(keys(schema, at)).as(section.name()).isEqualTo(names);
        });
        Set<String> dimension = keys(schema, "/$defs/built_dimension");
        dimension.addAll(keys(schema, "/$defs/calendar_dimension"));
        assertThat(dimension).isEqualTo(Vocabulary.DIMENSION.names());
        assertThat(SECTIONS.size() + 1).isEqualTo(Vocabulary.values().length);
    }

    @Test
    void schemaAndLoaderKnowTheSameKeysOfEachCheck() {
        JsonNode rules = SchemaValidation.schema().at("/$defs/check/allOf");
        assertThat(rules).hasSameSizeAs(CheckRegistry.ALL);
        assertThat(keys(SchemaValidation.schema(), "/$defs/check")).isEqualTo(CheckKeys.names(CheckRegistry.ALL));
        for (JsonNode rule : rules) {
            String name = rule.at("/if/properties/check/const").asText();
            CheckDefinition kind = CheckRegistry.ALL.stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            Set<String> keys = new TreeSet<>();
            rule.at("/then/propertyNames/enum").forEach(key -> keys.add(key.asText()));
            assertThat(keys).as(name).isEqualTo(CheckKeys.names(kind));
        }
    }

    private static Declaration with(String old, String replacement) {
        return Declaration.of(Declaration.shop().yaml().replace(old, replacement));
    }

    private static Set<String> keys(JsonNode schema, String at) {
        Set<String> keys = new TreeSet<>();
        schema.at(at + "/properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
