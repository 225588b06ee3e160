package dev.starbeam.quality.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.OrderLine;
import dev.starbeam.quality.statistic.key.Keys;
import dev.starbeam.quality.statistic.moment.KeyMoments;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.Test;

class KeyedMomentsStateTest {
    private static final StateSpec.Moments BY_PRODUCT =
            new StateSpec.Moments("total_amount", OrderLine.AMOUNT, "product_id");

    @Provide
    Arbitrary<List<OrderLine>> rows() {
        return OrderLine.anyRows(80);
    }

    private static KeyedMomentsState observe(StateSpec.Moments spec, List<OrderLine> rows) {
        KeyedMomentsState state = spec.empty();
        state.observe(OrderLine.batch(rows), Selection.all(rows.size()));
        return state;
    }

    private static KeyMoments of(KeyedMomentsState state, OrderLine row) {
        ColumnBatch batch = OrderLine.batch(List.of(row));
        return state.moments(state.keys().find(batch.column("product_id"), 0));
    }

    @Property(tries = 150)
    void sumsOfDecimalsAreThoseOfBigDecimals(@ForAll("rows") List<OrderLine> rows) {
        Map<String, BigDecimal[]> expected = new HashMap<>();
        for (OrderLine row : rows) {
            if (row.product() != null && row.cents() != null) {
                add(expected, row.product(), BigDecimal.valueOf(row.cents(), 2));
            }
        }
        KeyedMomentsState state = observe(BY_PRODUCT, rows);
        for (OrderLine row : rows) {
            BigDecimal[] sums = expected.get(row.product());
            if (sums != null) {
                assertEqual(of(state, row), sums);
            }
        }
    }

    @Property(tries = 150)
    void sumsOfDoublesAreThoseOfBigDecimals(@ForAll("rows") List<OrderLine> rows) {
        Map<String, BigDecimal[]> expected = new HashMap<>();
        for (OrderLine row : rows) {
            if (row.product() != null && row.weight() != null && Double.isFinite(row.weight())) {
                add(expected, row.product(), new BigDecimal(row.weight()));
            }
        }
        KeyedMomentsState state = observe(new StateSpec.Moments("weight", ColumnType.DOUBLE, "product_id"), rows);
        for (OrderLine row : rows) {
            BigDecimal[] sums = expected.get(row.product());
            if (sums != null) {
                assertEqual(of(state, row), sums);
            }
        }
    }

    private static void add(Map<String, BigDecimal[]> sums, String key, BigDecimal x) {
        BigDecimal[] zeros = {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO};
        BigDecimal[] old = sums.getOrDefault(key, zeros);
        sums.put(key, new BigDecimal[] {old[0].add(BigDecimal.ONE), old[1].add(x), old[2].add(x.multiply(x))});
    }

    private static void assertEqual(KeyMoments moments, BigDecimal[] sums) {
        assertThat(moments.count()).isEqualTo(sums[0].longValueExact());
        assertThat(moments.sum()).isEqualByComparingTo(sums[1]);
        assertThat(moments.sumOfSquares()).isEqualByComparingTo(sums[2]);
    }

    @Test
    void sumsGoBeyond128Bits() {
        int n = 1000;
        KeyedMomentsState state = observe(
                new StateSpec.Moments("quantity", ColumnType.BIGINT, null),
                Collections.nCopies(n, OrderLine.of("A", Long.MIN_VALUE, 0)));
        for (int doublings = 0; doublings < 20; doublings++) {
            KeyedMomentsState copy = new StateSpec.Moments("quantity", ColumnType.BIGINT, null).empty();
            copy.merge(state);
            state.merge(copy);
        }
        BigInteger count = BigInteger.valueOf(n).shiftLeft(20);
        assertThat(state.count(0)).isEqualTo(count.longValueExact());
        assertThat(state.moments(0).sum().toBigIntegerExact())
                .isEqualTo(count.shiftLeft(63).negate());
        assertThat(state.moments(0).sumOfSquares().toBigIntegerExact()).isEqualTo(count.shiftLeft(126));
    }

    @Test
    void deviationsAgreeWithCommonsMath() {
        double[] cents =
                IntStream.range(0, 500).mapToDouble(i -> i * 7919 % 1009).toArray();
        KeyMoments moments = observe(
                        BY_PRODUCT,
                        IntStream.range(0, 500)
                                .mapToObj(i -> OrderLine.of("A", 1, (long) cents[i]))
                                .toList())
                .moments(0);
        double n = moments.count();
        double variance = (n * moments.sumOfSquares().doubleValue()
                        - Math.pow(moments.sum().doubleValue(), 2))
                / (n * (n - 1));
        assertThat(100 * Math.sqrt(variance)).isCloseTo(new StandardDeviation().evaluate(cents), within(1e-9));
    }

    @Test
    void tenThousandKeysOfEveryLengthKeepApart() {
        List<OrderLine> rows = IntStream.range(0, 20_000)
                .mapToObj(i -> OrderLine.of("p".repeat(i % 40) + i, 1, i))
                .toList();
        KeyedMomentsState state = observe(BY_PRODUCT, rows);
        assertThat(state.keys().size()).isEqualTo(20_000);
        for (OrderLine row : rows) {
            assertThat(of(state, row).sum()).isEqualByComparingTo(BigDecimal.valueOf(row.cents(), 2));
        }
    }

    @Test
    void nullsAreLeftOutAndUnknownKeysAreAbsent() {
        OrderLine known = OrderLine.of("A", 1, 100);
        List<OrderLine> rows = List.of(
                known,
                new OrderLine(null, 1L, 1L, 500L, 1.0, 1L, true),
                new OrderLine("A", 1L, 1L, null, 1.0, 1L, true),
                new OrderLine("B", 1L, 1L, null, 1.0, 1L, true));
        KeyedMomentsState state = observe(BY_PRODUCT, rows);
        assertThat(of(state, known)).isEqualTo(new KeyMoments(1, new BigDecimal("1.00"), new BigDecimal("1.0000")));
        Column unknown = OrderLine.batch(List.of(OrderLine.of("C", 1, 1))).column("product_id");
        assertThat(state.keys().find(unknown, 0)).isEqualTo(Keys.ABSENT);
    }
}
