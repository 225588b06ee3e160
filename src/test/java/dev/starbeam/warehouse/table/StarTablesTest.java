package dev.starbeam.warehouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.expression.Expression;
import dev.starbeam.expression.kernel.ValueFaults;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.ReferenceModel.OnOrphan;
import java.time.Month;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StarTablesTest {
    private static final Schema CALENDAR =
            Schema.of(new Field("date_key", ColumnType.BIGINT), new Field("date", ColumnType.DATE));

    @Test
    void tablesFollowFromTheModel() {
        List<TableSpec> tables = StarTables.of(model(), CALENDAR);
        assertThat(tables)
                .extracting(TableSpec::qualifiedName)
                .containsExactly("star.dim_customers", "star.dim_date", "star.fact_orders");
        assertThat(tables)
                .extracting(StarTablesTest::columns)
                .containsExactly(
                        List.of("customer_key bigint!", "customer_id text", "city text"),
                        List.of("date_key bigint!", "date date"),
                        List.of(
                                "order_id text",
                                "amount decimal(12,2)",
                                "customer_key bigint!",
                                "_batch_id text!",
                                "_source_file text!",
                                "_source_offset bigint!"));
        assertThat(tables)
                .extracting(TableSpec::key)
                .containsExactly(List.of("customer_id"), List.of("date_key"), List.of("order_id"));
        assertThat(tables).extracting(TableSpec::surrogateKey).containsExactly("customer_key", "date_key", null);
    }

    @Test
    void stagedFilesHoldAllButTheBatchId() {
        assertThat(StarTables.of(model(), CALENDAR).get(2).stagedSchema())
                .isEqualTo(Schema.of(
                        new Field("order_id", ColumnType.TEXT),
                        new Field("amount", ColumnType.decimal(12, 2)),
                        new Field("customer_key", ColumnType.BIGINT),
                        new Field("_source_file", ColumnType.TEXT),
                        new Field("_source_offset", ColumnType.BIGINT)));
    }

    @Test
    void aDimensionWithHistoryHasTimesThatAreNotStagedAndAHistoryBesideIt() {
        TableSpec table = StarTables.dimension(new DimensionModel(
                "dim_customers",
                "customer_key",
                "stg_customers",
                List.of(),
                "customer_id",
                new Field("customer_id", ColumnType.TEXT),
                "since",
                "since",
                List.of(column("city", ColumnType.TEXT), column("since", ColumnType.DATE)),
                2,
                Materialization.TABLE,
                ""));
        assertThat(table.stagedColumns())
                .containsExactly("customer_key", "customer_durable_key", "customer_id", "city", "since", "row_hash");
        assertThat(columns(table)).contains("valid_from timestamp", "valid_to timestamp", "is_current boolean");
        assertThat(table.key()).containsExactly("customer_id", "valid_from");
        TableSpec history = CompanionTables.of(table).get(0);
        assertThat(history.qualifiedName()).isEqualTo("star_data.dim_customers_history");
        assertThat(history.stagedColumns()).isEqualTo(table.stagedColumns());
        assertThat(history.key()).containsExactly("customer_id", "since");
    }

    private static List<String> columns(TableSpec table) {
        return table.columns().stream()
                .map(c -> c.name() + " " + c.type() + (c.nullable() ? "" : "!"))
                .toList();
    }

    private static PipelineModel model() {
        DimensionModel customers = new DimensionModel(
                "dim_customers",
                "customer_key",
                "stg_customers",
                List.of(),
                "customer_id",
                new Field("customer_id", ColumnType.TEXT),
                null,
                List.of(column("customer_id", ColumnType.TEXT), column("city", ColumnType.TEXT)),
                1,
                Materialization.TABLE,
                "");
        FactModel orders = new FactModel(
                "fact_orders",
                "stg_orders",
                List.of(),
                List.of("order_id"),
                List.of(column("order_id", ColumnType.TEXT), column("amount", ColumnType.decimal(12, 2))),
                List.of(new ReferenceModel("customer_id", "dim_customers", "customer_key", OnOrphan.REJECT)),
                List.of(),
                Materialization.VIEW,
                "");
        DateDimensionModel date =
                new DateDimensionModel("dim_date", Month.JANUARY, null, null, null, Materialization.TABLE);
        return new PipelineModel(
                "shop",
                "f00d",
                List.of(),
                List.of(),
                List.of(customers),
                date,
                List.of(orders),
                List.of(),
                List.of(),
                List.of());
    }

    private static ColumnModel column(String name, ColumnType type) {
        return new ColumnModel(name, new Typed(type), "");
    }

    /** Tables follow from types alone; nothing is evaluated. */
    private record Typed(ColumnType type) implements Expression {
        @Override
        public Set<String> columns() {
            return Set.of();
        }

        @Override
        public boolean imputes() {
            return false;
        }

        @Override
        public String sql() {
            return "null";
        }

        @Override
        public Column evaluate(ColumnBatch batch, ValueFaults faults) {
            throw new UnsupportedOperationException("declares a type only");
        }
    }
}
