package dev.starbeam.model.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.loading.source.LocalHeaders;
import dev.starbeam.model.loading.source.NamedColumns;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedPipelinesTest {
    @Test
    void onlineRetailIsAValidPipeline() throws InvalidPipelineException {
        LocalHeaders headers = new LocalHeaders();
        PipelineModel model = PipelineLoader.load(
                Path.of("pipelines/online_retail"),
                Map.of(),
                name -> null,
                new NamedColumns(headers),
                Declaration.LANGUAGE);
        assertThat(headers.reads()).isEqualTo(1);
        assertThat(model.staged("stg_order_lines").schema().field("total_amount"))
                .isEqualTo(new Field("total_amount", ColumnType.decimal(18, 3)));
        assertThat(model.fact("fact_orders").references())
                .extracting(ReferenceModel::keyColumn)
                .containsExactly("customer_key", "product_key", "ordered_date_key");
        assertThat(model.marts())
                .extracting(MartModel::name)
                .containsExactly(
                        "customer_cohorts",
                        "sales_by_customer",
                        "sales_by_day_country",
                        "sales_by_product",
                        "repeat_purchase");
    }

    @Test
    void customerAnalyticsIsAValidPipeline() throws InvalidPipelineException {
        PipelineModel model = load("customer_analytics");
        assertThat(model.sources()).hasSize(3);
        assertThat(model.fact("fact_orders").references())
                .extracting(ReferenceModel::keyColumn)
                .containsExactly("customer_key", "product_key", "ordered_date_key");
        assertThat(model.marts()).hasSize(6);
    }

    @Test
    void northwindIsAValidPipeline() throws InvalidPipelineException {
        PipelineModel model = load("northwind");
        assertThat(model.fact("fact_order_lines").lookups())
                .extracting(LookupModel::entity)
                .containsExactly("stg_orders", "stg_products");
        assertThat(model.fact("fact_order_lines").references())
                .extracting(ReferenceModel::keyColumn)
                .containsExactly("customer_key", "product_key", "shipper_key", "ordered_date_key", "shipped_date_key");
        assertThat(model.marts()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"online_retail", "customer_analytics", "northwind"})
    void editorsFindTheSchemaFromTheFirstLine(String name) throws IOException {
        Path directory = Path.of("pipelines", name);
        String marker = "# yaml-language-server: $schema=";
        String first = Files.readAllLines(directory.resolve("pipeline.yaml")).get(0);
        assertThat(first).startsWith(marker);
        assertThat(directory.resolve(first.substring(marker.length()))).exists();
    }

    private static PipelineModel load(String name) throws InvalidPipelineException {
        return PipelineLoader.load(
                Path.of("pipelines", name),
                Map.of(),
                variable -> null,
                new NamedColumns(new LocalHeaders()),
                Declaration.LANGUAGE);
    }
}
