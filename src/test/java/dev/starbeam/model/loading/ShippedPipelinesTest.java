package dev.starbeam.model.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.ReferenceModel;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShippedPipelinesTest {
    @Test
    void onlineRetailIsAValidPipeline() throws InvalidPipelineException {
        LocalHeaders headers = new LocalHeaders();
        PipelineModel model = PipelineLoader.load(Path.of("pipelines/online_retail"), Map.of(), name -> null, headers);
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
}
