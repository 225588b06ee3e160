package dev.starbeam.staging;

import static dev.starbeam.batch.BatchAssert.assertThat;
import static dev.starbeam.expression.HandMadeExpression.bigint;
import static dev.starbeam.expression.HandMadeExpression.column;
import static dev.starbeam.expression.HandMadeExpression.condition;
import static dev.starbeam.expression.HandMadeExpression.toNumber;
import static dev.starbeam.expression.HandMadeExpression.tryToNumber;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.BatchCuts;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Rows;
import dev.starbeam.expression.Expression;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.Deduplication;
import dev.starbeam.model.FilterModel;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.FaultCounts;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowStagerTest {
    private static final ColumnBatch LINES = Rows.of("""
            InvoiceNo | quantity | price | _source_file | _source_offset bigint | _raw
            536365    | 6        | 2     | orders.csv   | 20                    | '536365,6,2'
            536366    | six      | 2     | orders.csv   | 40                    | '536366,six,2'
            NULL      | 1        | 2     | orders.csv   | 60                    | ',1,2'
            536368    | 4        | two   | orders.csv   | 80                    | '536368,4,two'
            536369    | -1       | 2     | orders.csv   | 99                    | '536369,-1,2'
            536370    | 0        | 2     | orders.csv   | 120                   | '536370,0,2'
            NULL      | 1        | two   | orders.csv   | 140                   | ',1,two'
            """);

    private static final ColumnModel ORDER_ID = named("order_id", column("InvoiceNo", ColumnType.TEXT));
    private static final ColumnModel QUANTITY = named("quantity", tryToNumber("quantity"));
    private static final ColumnModel PRICE = named("unit_price", toNumber("price"));
    private static final ColumnModel DOUBLED = named(
            "doubled",
            bigint(
                    "quantity * 2",
                    "quantity",
                    (batch, row) -> batch.longs("quantity").value(row) * 2));
    private static final FilterModel NOT_ZERO = new FilterModel(
            "not zero",
            condition(
                    "quantity <> 0",
                    "quantity",
                    (batch, row) -> batch.longs("quantity").value(row) != 0));
    private static final FilterModel DIVISIBLE = new FilterModel(
            "divisible",
            condition(
                    "12 % quantity = 0",
                    "quantity", (batch, row) -> 12 % batch.longs("quantity").value(row) == 0));

    @Test
    void aStagedColumnTakesThePlaceOfTheSourceColumnForThoseBelowIt() {
        RowStager.Outcome staged = stage(model(List.of(ORDER_ID, QUANTITY, DOUBLED), List.of(), List.of()));
        assertThat(staged.accepted()).hasRows("""
                        order_id | quantity bigint | doubled bigint | _source_file | _source_offset bigint
                        536365   | 6               | 12             | orders.csv   | 20
                        536366   | NULL            | NULL           | orders.csv   | 40
                        NULL     | 1               | 2              | orders.csv   | 60
                        536368   | 4               | 8              | orders.csv   | 80
                        536369   | -1              | -2             | orders.csv   | 99
                        536370   | 0               | 0              | orders.csv   | 120
                        NULL     | 1               | 2              | orders.csv   | 140
                        """);
        assertThat(staged.rejected()).isEmpty();
    }

    @Test
    void castsThatCameOutNullAreNotedByColumnAndRejectNothing() {
        RowStager.Outcome staged = stage(model(List.of(ORDER_ID, QUANTITY, DOUBLED), List.of(), List.of()));
        assertThat(staged.counts().with(FaultCounts.NONE))
                .isEqualTo(new RowCounts("stg_orders", 7, 7, Map.of(), Map.of(), 0, Map.of("unparsable.quantity", 1L)));
    }

    @Test
    void aRowIsRejectedOnceForItsFirstFaultWithItsRawText() {
        RowStager.Outcome staged =
                stage(model(List.of(ORDER_ID, QUANTITY, PRICE), List.of("order_id", "quantity"), List.of()));
        assertThat(staged.rejected())
                .containsExactly(
                        rejected(
                                40,
                                RejectReason.REQUIRED_COLUMN_NULL,
                                "quantity",
                                "required column quantity is NULL; the source's quantity is 'six'",
                                "536366,six,2"),
                        rejected(
                                60,
                                RejectReason.REQUIRED_COLUMN_NULL,
                                "order_id",
                                "required column order_id is NULL",
                                ",1,2"),
                        rejected(
                                80,
                                RejectReason.INVALID_VALUE,
                                "unit_price",
                                "to_number('two') is no number",
                                "536368,4,two"),
                        rejected(
                                140,
                                RejectReason.INVALID_VALUE,
                                "unit_price",
                                "to_number('two') is no number",
                                ",1,two"));
        assertThat(Rows.lines(staged.accepted().project(List.of("order_id"))))
                .containsExactly("536365", "536369", "536370");
        assertThat(staged.counts().rejected()).isEqualTo(Map.of("REQUIRED_COLUMN_NULL", 2L, "INVALID_VALUE", 2L));
        assertThat(staged.counts().balances()).isTrue();
    }

    @Test
    void aConditionThatIsFalseOrNullFiltersTheRowUnderTheFirstFilterThatSaysSo() {
        FilterModel positive = new FilterModel(
                "positive",
                condition(
                        "quantity > 0",
                        "quantity",
                        (batch, row) -> batch.longs("quantity").value(row) > 0));
        RowStager.Outcome staged = stage(model(List.of(ORDER_ID, QUANTITY), List.of(), List.of(NOT_ZERO, positive)));
        assertThat(Rows.lines(staged.accepted().project(List.of("order_id", "quantity"))))
                .containsExactly("536365 | 6", "NULL | 1", "536368 | 4", "NULL | 1");
        assertThat(staged.counts().filtered()).isEqualTo(Map.of("not zero", 2L, "positive", 1L));
        assertThat(staged.rejected()).isEmpty();
    }

    @Test
    void aFilterGuardsTheNextFromFaults() {
        RowStager.Outcome guarded = stage(model(List.of(ORDER_ID, QUANTITY), List.of(), List.of(NOT_ZERO, DIVISIBLE)));
        assertThat(guarded.rejected()).isEmpty();
        assertThat(guarded.counts().filtered()).isEqualTo(Map.of("not zero", 2L, "divisible", 0L));

        RowStager.Outcome bare = stage(model(List.of(ORDER_ID, QUANTITY), List.of(), List.of(DIVISIBLE, NOT_ZERO)));
        assertThat(bare.rejected())
                .containsExactly(rejected(120, RejectReason.INVALID_VALUE, "divisible", "/ by zero", "536370,0,2"));
        assertThat(bare.counts().filtered()).isEqualTo(Map.of("divisible", 1L, "not zero", 0L));
        assertThat(bare.counts().balances()).isTrue();
    }

    @Test
    void aRejectedRowIsNotCountedAsFilteredToo() {
        RowStager.Outcome staged = stage(model(List.of(ORDER_ID, QUANTITY), List.of("quantity"), List.of(NOT_ZERO)));
        assertThat(staged.counts().with(FaultCounts.NONE))
                .isEqualTo(new RowCounts(
                        "stg_orders",
                        7,
                        5,
                        Map.of("REQUIRED_COLUMN_NULL", 1L),
                        Map.of("not zero", 1L),
                        0,
                        Map.of("unparsable.quantity", 1L)));
    }

    @Property(tries = 10)
    void theSameRowsCutDifferentlyAreStagedTheSame(@ForAll @IntRange(min = 1, max = 8) int size) {
        StagingModel model =
                model(List.of(ORDER_ID, QUANTITY, PRICE), List.of("order_id"), List.of(NOT_ZERO, DIVISIBLE));
        RowStager stager = new RowStager(model);
        List<ColumnBatch> accepted = new ArrayList<>();
        List<RejectedRow> rejected = new ArrayList<>();
        RowCounts counts = RowCounts.empty("stg_orders");
        for (ColumnBatch piece : BatchCuts.every(LINES, size)) {
            RowStager.Outcome staged = stager.stage(piece);
            accepted.add(staged.accepted());
            rejected.addAll(staged.rejected());
            counts = counts.plus(staged.counts());
        }
        RowStager.Outcome whole = stager.stage(LINES);
        assertThat(BatchCuts.lines(accepted)).isEqualTo(Rows.lines(whole.accepted()));
        assertThat(rejected).isEqualTo(whole.rejected());
        assertThat(counts).isEqualTo(whole.counts());
    }

    private static RowStager.Outcome stage(StagingModel model) {
        return new RowStager(model).stage(LINES);
    }

    private static StagingModel model(List<ColumnModel> columns, List<String> required, List<FilterModel> filters) {
        return new StagingModel("stg_orders", "raw_orders", columns, required, filters, new Deduplication.None());
    }

    private static ColumnModel named(String name, Expression expression) {
        return new ColumnModel(name, expression, "");
    }

    private static RejectedRow rejected(long offset, RejectReason reason, String column, String detail, String raw) {
        return new RejectedRow("stg_orders", "orders.csv", offset, reason, column, detail, raw);
    }
}
