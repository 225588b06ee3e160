package dev.starbeam.quality.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.OrderLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Every state: any cut of the rows, merged in any order, saves to the bytes of one pass. */
class MergeLawsTest {
    private static final ColumnType LONG = ColumnType.BIGINT;

    private static final List<StateSpec> SPECS = List.of(
            new StateSpec.Rows(),
            new StateSpec.Nulls("product_id"),
            new StateSpec.Quantiles("quantity", LONG, StateSpec.DISTINCT_LIMIT),
            new StateSpec.Quantiles("total_amount", OrderLine.AMOUNT, StateSpec.DISTINCT_LIMIT),
            new StateSpec.Quantiles("weight", ColumnType.DOUBLE, StateSpec.DISTINCT_LIMIT),
            new StateSpec.Moments("total_amount", OrderLine.AMOUNT, "product_id"),
            new StateSpec.Moments("weight", ColumnType.DOUBLE, "product_id"),
            new StateSpec.Moments("quantity", LONG, "store_id"),
            new StateSpec.Moments("quantity", LONG, "weight"),
            new StateSpec.Moments("quantity", LONG, "gift"),
            new StateSpec.Moments("quantity", LONG, null),
            // With so low limits that near values are counted together.
            new StateSpec.Quantiles("quantity", LONG, 2),
            new StateSpec.Quantiles("total_amount", OrderLine.AMOUNT, 7),
            new StateSpec.Quantiles("weight", ColumnType.DOUBLE, 3));

    @Provide
    Arbitrary<List<OrderLine>> rows() {
        return OrderLine.anyRows(60);
    }

    private static QualityState onePass(List<StateSpec> specs, List<OrderLine> rows) {
        QualityState state = QualityState.of(specs);
        state.observe(OrderLine.batch(rows), Selection.all(rows.size()));
        return state;
    }

    @Property(tries = 150)
    void anySplitInAnyOrderSavesToTheSameBytes(@ForAll("rows") List<OrderLine> rows, @ForAll Random random) {
        List<OrderLine> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        List<QualityState> parts = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(20));
            parts.add(onePass(SPECS, shuffled.subList(from, to)));
            from = to;
        }
        parts.add(QualityState.blank());
        parts.add(QualityState.of(SPECS));
        while (parts.size() > 1) {
            Collections.shuffle(parts, random);
            QualityState into = parts.remove(parts.size() - 1);
            into.merge(parts.remove(parts.size() - 1));
            parts.add(into);
        }
        assertThat(parts.get(0).toBytes()).isEqualTo(onePass(SPECS, rows).toBytes());
    }

    @Test
    void aKeyColumnCalledNullIsNotNoKeyColumn() {
        QualityState state = QualityState.of(List.of(
                new StateSpec.Moments("quantity", LONG, null), new StateSpec.Moments("quantity", LONG, "null")));
        assertThat(state.byKey()).hasSize(1);
        assertThat(QualityState.fromBytes(state.toBytes()).columns()).containsExactly("quantity", "null");
    }

    @Property(tries = 100)
    void savingAndLoadingKeepsTheState(@ForAll("rows") List<OrderLine> rows) {
        QualityState state = onePass(SPECS, rows);
        QualityState loaded = QualityState.fromBytes(state.toBytes());
        assertThat(loaded.toBytes()).isEqualTo(state.toBytes());
        loaded.merge(state);
        List<OrderLine> twice = new ArrayList<>(rows);
        twice.addAll(rows);
        assertThat(loaded).isEqualTo(onePass(SPECS, twice)).hasSameHashCodeAs(onePass(SPECS, twice));
    }

    @Property(tries = 100)
    void mergingLeavesTheOtherStateAsItWas(@ForAll("rows") List<OrderLine> rows, @ForAll("rows") List<OrderLine> more) {
        QualityState other = onePass(SPECS, rows);
        byte[] before = other.toBytes();
        QualityState merged = QualityState.blank();
        merged.merge(other);
        merged.observe(OrderLine.batch(more), Selection.all(more.size()));
        merged.merge(onePass(SPECS, more));
        assertThat(other.toBytes()).isEqualTo(before);
    }

    @Property(tries = 100)
    void aSelectionIsTheSameAsTheSelectedRows(@ForAll("rows") List<OrderLine> rows, @ForAll Random random) {
        ColumnBatch batch = OrderLine.batch(rows);
        Selection live = Selection.all(rows.size()).where(row -> random.nextBoolean());
        List<OrderLine> kept = new ArrayList<>();
        for (int row : live.toArray()) {
            kept.add(rows.get(row));
        }
        QualityState selected = QualityState.of(SPECS);
        selected.observe(batch, live);
        QualityState copied = QualityState.of(SPECS);
        copied.observe(batch.select(live), Selection.all(live.size()));
        assertThat(selected.toBytes()).isEqualTo(onePass(SPECS, kept).toBytes()).isEqualTo(copied.toBytes());
    }
}
