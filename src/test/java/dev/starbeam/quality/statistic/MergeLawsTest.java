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

/** Every state: any cut of the rows, merged in any order, saves to the bytes of one pass. */
class MergeLawsTest {
    private static final ColumnType LONG = ColumnType.BIGINT;

    private static final List<StateSpec> SUBTRACTABLE = List.of(
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
            new StateSpec.Moments("quantity", LONG, null));

    /** With so low limits that near values are counted together. */
    private static final List<StateSpec> COARSE = List.of(
            new StateSpec.Quantiles("quantity", LONG, 2),
            new StateSpec.Quantiles("total_amount", OrderLine.AMOUNT, 7),
            new StateSpec.Quantiles("weight", ColumnType.DOUBLE, 3));

    @Provide
    Arbitrary<List<OrderLine>> rows() {
        return OrderLine.anyRows(60);
    }

    private static List<StateSpec> all() {
        List<StateSpec> specs = new ArrayList<>(SUBTRACTABLE);
        specs.addAll(COARSE);
        OrderLine.SCHEMA.fields().forEach(field -> specs.add(new StateSpec.Profile(field.name(), field.type())));
        return specs;
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
            parts.add(onePass(all(), shuffled.subList(from, to)));
            from = to;
        }
        parts.add(QualityState.blank());
        parts.add(QualityState.of(all()));
        while (parts.size() > 1) {
            Collections.shuffle(parts, random);
            QualityState into = parts.remove(parts.size() - 1);
            into.merge(parts.remove(parts.size() - 1));
            parts.add(into);
        }
        assertThat(parts.get(0).toBytes()).isEqualTo(onePass(all(), rows).toBytes());
    }

    @Property(tries = 100)
    void savingAndLoadingKeepsTheState(@ForAll("rows") List<OrderLine> rows) {
        QualityState state = onePass(all(), rows);
        QualityState loaded = QualityState.fromBytes(state.toBytes());
        assertThat(loaded.toBytes()).isEqualTo(state.toBytes());
        loaded.merge(state);
        List<OrderLine> twice = new ArrayList<>(rows);
        twice.addAll(rows);
        assertThat(loaded).isEqualTo(onePass(all(), twice)).hasSameHashCodeAs(onePass(all(), twice));
    }

    @Property(tries = 100)
    void mergingLeavesTheOtherStateAsItWas(@ForAll("rows") List<OrderLine> rows, @ForAll("rows") List<OrderLine> more) {
        QualityState other = onePass(all(), rows);
        byte[] before = other.toBytes();
        QualityState merged = QualityState.blank();
        merged.merge(other);
        merged.observe(OrderLine.batch(more), Selection.all(more.size()));
        merged.merge(onePass(all(), more));
        assertThat(other.toBytes()).isEqualTo(before);
    }

    @Property(tries = 100)
    void subtractingTakesAwayWhatWasMerged(
            @ForAll("rows") List<OrderLine> rows, @ForAll("rows") List<OrderLine> yesterday) {
        QualityState state = onePass(SUBTRACTABLE, rows);
        state.merge(onePass(SUBTRACTABLE, yesterday));
        state.subtract(onePass(SUBTRACTABLE, yesterday));
        assertThat(state.toBytes()).isEqualTo(onePass(SUBTRACTABLE, rows).toBytes());
        state.observe(OrderLine.batch(yesterday), Selection.all(yesterday.size()));
        state.subtract(onePass(SUBTRACTABLE, rows));
        assertThat(state.toBytes()).isEqualTo(onePass(SUBTRACTABLE, yesterday).toBytes());
    }

    @Property(tries = 100)
    void aSelectionIsTheSameAsTheSelectedRows(@ForAll("rows") List<OrderLine> rows, @ForAll Random random) {
        ColumnBatch batch = OrderLine.batch(rows);
        Selection live = Selection.all(rows.size()).where(row -> random.nextBoolean());
        List<OrderLine> kept = new ArrayList<>();
        for (int row : live.toArray()) {
            kept.add(rows.get(row));
        }
        QualityState selected = QualityState.of(all());
        selected.observe(batch, live);
        QualityState copied = QualityState.of(all());
        copied.observe(batch.select(live), Selection.all(live.size()));
        assertThat(selected.toBytes()).isEqualTo(onePass(all(), kept).toBytes()).isEqualTo(copied.toBytes());
    }
}
