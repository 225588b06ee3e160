package dev.starbeam.quality.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.OrderLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which statistics there are, and what is said where one is missing or can't be read. */
class SavedSpecsTest {
    private static final StateSpec.Quantiles QUANTITY =
            StateSpec.Quantiles.of(new Field("quantity", ColumnType.BIGINT));
    private static final StateSpec.Moments BY_PRODUCT =
            new StateSpec.Moments("total_amount", OrderLine.AMOUNT, "product_id");
    private static final StateSpec.Moments OF_ALL = new StateSpec.Moments("total_amount", OrderLine.AMOUNT, null);
    private static final List<StateSpec> SPECS =
            List.of(new StateSpec.Rows(), new StateSpec.Nulls("gift"), QUANTITY, BY_PRODUCT, OF_ALL);

    private static QualityState observed() {
        QualityState state = QualityState.of(SPECS);
        List<OrderLine> rows = List.of(
                OrderLine.of("A", 3, 700),
                OrderLine.of("a long name of a product", 4, 800),
                OrderLine.of(null, 5, 900),
                new OrderLine("A", 1L, 6L, 1000L, 1.0, 1L, null));
        state.observe(OrderLine.batch(rows), Selection.all(rows.size()));
        return state;
    }

    @Test
    void everySpecIsReadBackWithItsState() throws IOException {
        QualityState state = observed();
        QualityState read = QualityState.fromBytes(state.toBytes());

        assertThat(read).isEqualTo(state).hasSameHashCodeAs(state).hasToString(state.toString());
        assertThat(read).isNotEqualTo(QualityState.of(SPECS)).isNotEqualTo("state");
        assertThat(read.rows()).isEqualTo(4);
        assertThat(read.nulls(new StateSpec.Nulls("gift")).nulls()).isEqualTo(1);
        assertThat(read.nulls(new StateSpec.Nulls("gift")).rows()).isEqualTo(4);
        assertThat(read.moments(OF_ALL).count(0)).isEqualTo(4);
        assertThat(read.quantiles(QUANTITY).quartiles().orElseThrow().median()).isEqualByComparingTo("4.5");
        assertThat(read.columns()).containsExactlyInAnyOrder("gift", "quantity", "total_amount", "product_id");
        assertThat(read.byKey()).containsExactly(BY_PRODUCT);
        assertThat(read.keys()).isEqualTo(2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        state.writeTo(out);
        assertThat(out.toByteArray()).isEqualTo(state.toBytes());
    }

    @Test
    void ofKeysTheirCountsMayBeReadAlone() {
        QualityState counts =
                QualityState.readCounts(new ByteArrayInputStream(observed().toBytes()));

        assertThat(counts.moments(BY_PRODUCT).keysByValues().sortedValues()).containsExactly(1, 2);
        assertThat(counts.moments(BY_PRODUCT).keysByValues().count(1)).isEqualTo(1);
        assertThat(counts.moments(OF_ALL).moments(0).sum())
                .as("one key of all rows")
                .isEqualByComparingTo("34");
    }

    @Test
    void keysAreTakenAndBeginAnew() {
        QualityState state = observed();
        KeyedMomentsState taken = state.takeKeys().get(BY_PRODUCT);

        assertThat(taken.keys().size()).isEqualTo(2);
        assertThat(state.keys()).isZero();
        assertThat(state.has(BY_PRODUCT)).isTrue();
        assertThat(state.withoutKeys().has(BY_PRODUCT)).isFalse();
        assertThat(state.withoutKeys().has(OF_ALL)).isTrue();
    }

    @Test
    void aStatisticThatWasNotTakenIsNamedWithThoseThatWere() {
        assertThatThrownBy(() -> QualityState.of(List.of(QUANTITY)).nulls(new StateSpec.Nulls("gift")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no Nulls[column=gift] among [Quantiles[column=quantity");
    }

    @Test
    void anotherFormatIsRefusedWithWhatToDo() {
        byte[] saved = observed().toBytes();
        int format = saved[0];
        saved[0] = (byte) (format + 1);
        assertThatThrownBy(() -> QualityState.fromBytes(saved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("saved statistics have format " + (format + 1) + "; this Starbeam knows format " + format
                        + " only. Use the newer Starbeam that wrote them, or take the statistics of the rows anew");
        saved[0] = (byte) (format - 1);
        assertThatThrownBy(() -> QualityState.fromBytes(saved))
                .hasMessageEndingWith(" only. Take the statistics of the rows anew");
        saved[0] = (byte) format;
        saved[5] = 99;
        assertThatThrownBy(() -> QualityState.fromBytes(saved))
                .hasMessage("saved statistics hold a kind 99 that is not known");
    }

    @Test
    void columnsThatCantBeMeasuredAreRefused() {
        assertThatThrownBy(() -> new StateSpec.Moments("ordered_on", ColumnType.DATE, null))
                .hasMessage("a standard deviation needs a bigint, decimal or double column; \"ordered_on\" is date");
        assertThat(BY_PRODUCT.columns()).containsExactly("total_amount", "product_id");
        assertThat(OF_ALL.columns()).containsExactly("total_amount");
        assertThat(BY_PRODUCT.isByKey()).isTrue();
        assertThat(OF_ALL.isByKey()).isFalse();
        assertThat(QUANTITY.isByKey()).isFalse();
    }

    @Test
    void whatWasCountedElsewhereIsAdded() {
        NullCountState nulls = new StateSpec.Nulls("gift").empty();
        nulls.add(10, 3);
        nulls.add(5, 1);
        NullCountState more = new StateSpec.Nulls("gift").empty();
        more.add(1, 1);
        nulls.merge(more);
        assertThat(nulls.rows()).isEqualTo(16);
        assertThat(nulls.nulls()).isEqualTo(5);
        RowCountState rows = new StateSpec.Rows().empty();
        rows.add(3);
        rows.merge(rows);
        assertThat(rows.rows()).isEqualTo(6);
    }

    /** Only what is kept counts. */
    @Test
    void nullsAreCountedAmongTheRowsKept() {
        List<OrderLine> rows = List.of(
                new OrderLine(null, 1L, 1L, 1L, 1.0, 1L, null),
                OrderLine.of("A", 1, 1),
                new OrderLine("B", 1L, 1L, 1L, 1.0, 1L, null));
        NullCountState some = new StateSpec.Nulls("gift").empty();
        some.observe(OrderLine.batch(rows), Selection.of(new int[] {1, 2}, 2));
        assertThat(some.rows()).isEqualTo(2);
        assertThat(some.nulls()).isEqualTo(1);
    }
}
