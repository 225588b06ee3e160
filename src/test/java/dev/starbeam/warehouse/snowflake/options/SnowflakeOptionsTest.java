package dev.starbeam.warehouse.snowflake.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.model.loading.SchemaValidation;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.ComputeModel;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.MonitorModel;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.Size;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowflakeOptionsTest {
    @Test
    void whatIsDeclaredIsRead() throws Exception {
        Declaration shop = declaring("""
                snowflake:
                  warehouses: {marts: {name: big, size: medium, auto_suspend: 90, suspend: after_step}}
                  budget: 2.5
                  resource_monitor: {credits: 100}
                  keep_staged_days: 3
                  cluster_by: {fact_orders: [order_id]}
                """);
        SnowflakeOptions options = SnowflakeOptions.of(shop.load());
        assertThat(options.load()).isEqualTo(ComputeModel.of("starbeam_load"));
        assertThat(options.marts()).isEqualTo(new ComputeModel("big", Size.MEDIUM, 90, true));
        assertThat(options.budget()).isEqualTo(new BigDecimal("2.5"));
        assertThat(options.monitor()).isEqualTo(new MonitorModel(100, 80, 100));
        assertThat(options.stage().keepDays()).isEqualTo(3);
        assertThat(options.clusterBy()).isEqualTo(Map.of("fact_orders", List.of("order_id")));
        assertThat(SchemaValidation.faults(shop.yaml())).isEmpty();
    }

    @Test
    void aPipelineThatDeclaresNothingHasWhatIsUsual() throws Exception {
        assertThat(SnowflakeOptions.of(Declaration.shop().load())).isSameAs(SnowflakeOptions.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "snowflak: {}|did you mean \"snowflake\"?",
                "snowflake: 3|expected snowflake with keys",
                "snowflake: {bugdet: 3}|did you mean \"budget\"?",
                "snowflake: {budget: 0}|credits a run, e.g. 2.5",
                "snowflake: {warehouses: {marts: {auto_suspend: 1}}}|seconds, from 60 to 86400",
                "snowflake: {resource_monitor: {}}|needs \"credits\"",
                "snowflake: {stage_url: 's3://b/'}|stage_url and storage_integration go together",
                "snowflake: {keep_staged_days: 1}|days, from 2 to 365",
                "snowflake: {cluster_by: {fact_order: [a]}}|no table is called \"fact_order\"",
                "snowflake: {cluster_by: {fact_orders: [a]}}|fact_orders has no column \"a\"",
            })
    void mistakesAreTold(String declared, String told) {
        assertThat(declaring(declared + "\n").mistakes()).anyMatch(mistake -> mistake.contains(told));
    }

    @Test
    void theFingerprintDoesNotDependOnIt() throws Exception {
        assertThat(declaring("snowflake: {budget: 1}\n").load().fingerprint())
                .isEqualTo(Declaration.shop().load().fingerprint());
    }

    @Test
    void schemaAndReaderKnowTheSameKeys() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(new SnowflakeOptionsDeclaration().schema());
        String reference = Files.readString(Path.of("docs/pipeline-yaml.md"));
        SnowflakeOptionsDeclaration.SECTIONS.forEach((at, keys) -> {
            Set<String> described = new TreeSet<>();
            schema.at(at + "/properties").fieldNames().forEachRemaining(described::add);
            assertThat(described).as(at).isEqualTo(new TreeSet<>(keys));
            assertThat(keys).allSatisfy(key -> assertThat(reference).containsPattern("\\b" + key + "\\b"));
        });
    }

    private static Declaration declaring(String section) {
        return Declaration.of(section + Declaration.shop().yaml());
    }
}
