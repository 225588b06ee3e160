package dev.starbeam.batch;

import static dev.starbeam.batch.BatchAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;

class ColumnBatchTest {
    private static final ColumnBatch ORDERS = Rows.of("""
            order_id | quantity bigint | unit_price decimal(12,3) | ordered_at timestamp       | shipped date | weight double | paid boolean
            536365   | 6               | 2.550                    | 2010-12-01 08:26:00        | 2010-12-02   | 0.5           | true
            C536379  | -1              | NULL                     | NULL                       | NULL         | NULL          | NULL
            ''       | NULL            | -0.001                   | 1969-12-31 23:59:59.999999 | 0001-01-01   | -0.0          | false
            """);

    @Test
    void valuesReadAsPeopleWriteThem() {
        assertThat(Rows.lines(ORDERS))
                .containsExactly(
                        "536365 | 6 | 2.550 | 2010-12-01 08:26:00 | 2010-12-02 | 0.5 | true",
                        "C536379 | -1 | NULL | NULL | NULL | NULL | NULL",
                        "'' | NULL | -0.001 | 1969-12-31 23:59:59.999999 | 0001-01-01 | -0.0 | false");
    }

    @Test
    void secondsAreShownInAnyYear() {
        assertThat(LongColumn.display(ColumnType.TIMESTAMP, 253_402_300_800_000_000L))
                .isEqualTo("+10000-01-01 00:00:00");
        assertThat(LongColumn.display(ColumnType.TIMESTAMP, 1_000_000L)).isEqualTo("1970-01-01 00:00:01");
    }

    @Test
    void columnsAreAskedForByNameAndHandle() {
        assertThat(ORDERS.longs("quantity").value(0)).isEqualTo(6);
        assertThat(ORDERS.text("order_id").string(1)).isEqualTo("C536379");
        assertThat(ORDERS.doubles("weight").value(0)).isEqualTo(0.5);
        assertThat(ORDERS.booleans("paid").isTrue(0)).isTrue();
    }

    @Test
    void aNullIsNotTrueWhateverStandsInItsPlace() {
        BooleanColumn column = new BooleanColumn(new boolean[] {true, true}, Validity.ofWords(2, new long[] {1}));
        assertThat(column.isTrue(0)).isTrue();
        assertThat(column.isTrue(1)).isFalse();
    }

    @Test
    void anUnknownColumnIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> ORDERS.project(List.of("quantity", "quantiti")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"quantiti\"")
                .hasMessageContaining("order_id, quantity");
    }

    @Test
    void aColumnOfTheWrongTypeOrSizeIsRefused() {
        Schema one = Rows.schema("quantity bigint");
        Column text = TextColumn.constant("6", 1);
        assertThatThrownBy(() -> new ColumnBatch(one, 1, List.of(text)))
                .hasMessage("column \"quantity\" should be 1 rows of bigint, not 1 of text");
        assertThatThrownBy(() -> new ColumnBatch(one, 2, List.of(ORDERS.column("quantity"))))
                .hasMessageContaining("2 rows of bigint, not 3 of bigint");
        assertThatThrownBy(() -> new ColumnBatch(one, 0, List.of())).hasMessageContaining("0 columns");
        assertThatThrownBy(() -> ORDERS.with("paid", ORDERS.column("paid"))).hasMessageContaining("appears twice");
    }

    @Test
    void withAppendsAndProjectReordersWithoutCopies() {
        ColumnBatch more = ORDERS.with("again", ORDERS.column("quantity")).project(List.of("again", "order_id"));
        assertThat(more).hasRows("""
                        again bigint | order_id
                        6            | 536365
                        -1           | C536379
                        NULL         | ''
                        """);
        assertThat(more.column("again")).isSameAs(ORDERS.column("quantity"));
    }

    @Test
    void selectingEveryRowIsFree() {
        assertThat(ORDERS.select(Selection.all(3))).isSameAs(ORDERS);
    }

    @Property(tries = 100)
    void selectingTakesTheSelectedRowsInOrder(@ForAll("selected") Tuple2<ColumnBatch, Selection> given) {
        List<String> all = Rows.lines(given.get1());
        assertThat(Rows.lines(given.get1().select(given.get2())))
                .isEqualTo(
                        Arrays.stream(given.get2().toArray()).mapToObj(all::get).toList());
    }

    @Property(tries = 100)
    void whatARowReadsAsIsThatRow(@ForAll("batches") ColumnBatch batch) {
        assertThat(Rows.of(Rows.show(batch))).isSameAs(batch);
    }

    @Provide
    Arbitrary<ColumnBatch> batches() {
        return BatchArbitraries.batches().filter(batch -> batch.schema().size() > 0);
    }

    @Provide
    Arbitrary<Tuple2<ColumnBatch, Selection>> selected() {
        return BatchArbitraries.batches()
                .flatMap(batch -> BatchArbitraries.selections(batch.rows())
                        .flatMap(selection -> Arbitraries.just(Tuple.of(batch, selection))));
    }
}
