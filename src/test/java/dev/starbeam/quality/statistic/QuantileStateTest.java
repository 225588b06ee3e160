package dev.starbeam.quality.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import dev.starbeam.quality.statistic.count.CoarseCounts;
import dev.starbeam.quality.statistic.count.SortableDouble;
import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.junit.jupiter.api.Test;

class QuantileStateTest {
    private static final int LIMIT = StateSpec.DISTINCT_LIMIT;

    private static QuantileState of(ColumnType type, int limit, long... values) {
        QuantileState state = new StateSpec.Quantiles("x", type, limit).empty();
        LongColumn column = new LongColumn(type, values, Validity.allValid(values.length));
        ColumnBatch batch = new ColumnBatch(Schema.of(new Field("x", type)), values.length, List.of(column));
        state.observe(batch, Selection.all(values.length));
        return state;
    }

    private static QuantileState ofDoubles(double... values) {
        QuantileState state = new StateSpec.Quantiles("x", ColumnType.DOUBLE, LIMIT).empty();
        DoubleColumn column = new DoubleColumn(values, Validity.allValid(values.length));
        Schema schema = Schema.of(new Field("x", ColumnType.DOUBLE));
        state.observe(new ColumnBatch(schema, values.length, List.of(column)), Selection.all(values.length));
        return state;
    }

    /** Ten slow lines: sort, take position (n − 1)·p, interpolate. */
    private static BigDecimal model(long[] values, int quarter) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        BigDecimal position = BigDecimal.valueOf((sorted.length - 1L) * quarter).divide(BigDecimal.valueOf(4));
        int whole = position.intValue();
        BigDecimal low = BigDecimal.valueOf(sorted[whole]);
        BigDecimal high = BigDecimal.valueOf(sorted[Math.min(whole + 1, sorted.length - 1)]);
        return low.add(high.subtract(low).multiply(position.subtract(BigDecimal.valueOf(whole))));
    }

    @Property(tries = 200)
    void quartilesAreExact(@ForAll @Size(min = 1, max = 40) List<Long> values) {
        long[] longs = values.stream().mapToLong(Long::longValue).toArray();
        Quartiles quartiles = of(ColumnType.BIGINT, LIMIT, longs).quartiles().orElseThrow();
        assertThat(quartiles.q1()).isEqualByComparingTo(model(longs, 1));
        assertThat(quartiles.median()).isEqualByComparingTo(model(longs, 2));
        assertThat(quartiles.q3()).isEqualByComparingTo(model(longs, 3));
        assertThat(quartiles.approximate()).isFalse();
    }

    @Property(tries = 200)
    void quartilesAgreeWithCommonsMath(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = -100, max = 10_000) Long> values) {
        long[] longs = values.stream().mapToLong(Long::longValue).toArray();
        double[] doubles = LongStream.of(longs).asDoubleStream().toArray();
        Percentile oracle = new Percentile().withEstimationType(EstimationType.R_7);
        for (Quartiles quartiles : List.of(
                of(ColumnType.BIGINT, LIMIT, longs).quartiles().orElseThrow(),
                ofDoubles(doubles).quartiles().orElseThrow())) {
            assertThat(quartiles.q1().doubleValue()).isCloseTo(oracle.evaluate(doubles, 25), within(1e-9));
            assertThat(quartiles.median().doubleValue()).isCloseTo(oracle.evaluate(doubles, 50), within(1e-9));
            assertThat(quartiles.q3().doubleValue()).isCloseTo(oracle.evaluate(doubles, 75), within(1e-9));
        }
    }

    @Test
    void quartilesAgreeWithDuckDb() throws SQLException {
        SplittableRandom random = new SplittableRandom(1);
        long[] cents = random.longs(3_001, -500, 9_999).toArray();
        String rows = LongStream.of(cents).mapToObj(c -> "(" + c + ")").collect(Collectors.joining(","));
        Quartiles quartiles =
                of(ColumnType.decimal(12, 2), LIMIT, cents).quartiles().orElseThrow();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result =
                        statement.executeQuery("select quantile_cont(x / 100.0, 0.25), quantile_cont(x / 100.0, 0.5),"
                                + " quantile_cont(x / 100.0, 0.75) from (values " + rows + ") t(x)")) {
            result.next();
            assertThat(quartiles.q1().doubleValue()).isCloseTo(result.getDouble(1), within(1e-9));
            assertThat(quartiles.median().doubleValue()).isCloseTo(result.getDouble(2), within(1e-9));
            assertThat(quartiles.q3().doubleValue()).isCloseTo(result.getDouble(3), within(1e-9));
        }
    }

    @Test
    void ofNoValuesThereAreNoQuartiles() {
        assertThat(of(ColumnType.BIGINT, LIMIT).quartiles()).isEmpty();
        assertThat(ofDoubles(Double.NaN, Double.POSITIVE_INFINITY).quartiles()).isEmpty();
    }

    @Test
    void anAllNullColumnHasNoQuartiles() {
        QuantileState state = new StateSpec.Quantiles("x", ColumnType.BIGINT, LIMIT).empty();
        LongColumn nulls = new LongColumn(ColumnType.BIGINT, new long[3], Validity.allNull(3));
        Schema schema = Schema.of(new Field("x", ColumnType.BIGINT));
        state.observe(new ColumnBatch(schema, 3, List.of(nulls)), Selection.all(3));
        assertThat(state.quartiles()).isEmpty();
    }

    @Test
    void oneRowIsAllThreeQuartiles() {
        Quartiles quartiles =
                of(ColumnType.decimal(5, 2), LIMIT, 250).quartiles().orElseThrow();
        assertThat(quartiles.q1()).isEqualByComparingTo("2.5").isEqualByComparingTo(quartiles.q3());
        assertThat(quartiles.count()).isEqualTo(1);
    }

    @Test
    void doublesKeepEveryBit() {
        double low = 0.1;
        double high = 0.2;
        BigDecimal step = new BigDecimal(high).subtract(new BigDecimal(low));
        assertThat(ofDoubles(low, high).quartiles().orElseThrow().q1())
                .isEqualByComparingTo(new BigDecimal(low).add(step.divide(BigDecimal.valueOf(4))));
    }

    @Test
    void whenDistinctValuesExceedTheLimitTheQuartilesAreApproximateAndSaySo() {
        long[] values = LongStream.rangeClosed(1, 200_000).map(i -> i * 7).toArray();
        QuantileState state = of(ColumnType.BIGINT, 199_999, values);
        Quartiles quartiles = state.quartiles().orElseThrow();
        assertThat(state.isApproximate()).isTrue();
        assertThat(quartiles.count()).isEqualTo(200_000);
        assertThat(quartiles.rankError()).isBetween(1e-6, 0.002);
        double slack = quartiles.rankError() * 200_000 * 7;
        assertThat(quartiles.q1().doubleValue()).isCloseTo(50_000 * 7.0, within(slack));
        assertThat(quartiles.q3().doubleValue()).isCloseTo(150_000 * 7.0, within(slack));
    }

    @Test
    void theLimitIsJudgedByTheUnionOfMergedStates() {
        QuantileState low = of(ColumnType.BIGINT, 10, 1, 2, 3, 4, 5, 6, 5000);
        low.merge(of(ColumnType.BIGINT, 10, 4, 5, 6, 7, 8, 5000));
        assertThat(low.isApproximate()).isFalse();
        low.merge(of(ColumnType.BIGINT, 10, 9, 10, 11));
        assertThat(low.isApproximate()).isTrue();
        assertThat(low.quartiles().orElseThrow().count()).isEqualTo(16);
    }

    @Test
    void approximateStatesMergeWithExactOnesAndSurviveSaving() {
        QuantileState sketch =
                of(ColumnType.BIGINT, 10, LongStream.range(0, 100).toArray());
        QuantileState exact = of(ColumnType.BIGINT, 10, 1, 1, 2);
        exact.merge(sketch);
        StateOutput output = new StateOutput();
        exact.write(output);
        QuantileState loaded = QuantileState.read(
                new StateSpec.Quantiles("x", ColumnType.BIGINT, 10), new StateInput(output.toBytes()));
        StateOutput again = new StateOutput();
        loaded.write(again);
        assertThat(again.toBytes()).isEqualTo(output.toBytes());
        assertThat(loaded.isApproximate()).isTrue();
        assertThat(loaded.quartiles()).isEqualTo(exact.quartiles());
        loaded.merge(exact);
        loaded.merge(of(ColumnType.BIGINT, 10, 5));
        assertThat(loaded.quartiles().orElseThrow().count()).isEqualTo(207);
    }

    @Property(tries = 300)
    void approximateQuartilesAreAsFarOffAsTheySay(
            @ForAll @Size(min = 20, max = 200) List<@LongRange(min = -1_000_000, max = 1_000_000_000) Long> values) {
        long[] longs = values.stream().mapToLong(Long::longValue).sorted().toArray();
        Quartiles quartiles = of(ColumnType.BIGINT, 9, longs).quartiles().orElseThrow();
        long off = Math.round(quartiles.rankError() * longs.length);
        assertThat(quartiles.median()).isBetween(atRank(longs, 2, -off), atRank(longs, 2, 1 + off));
        assertThat(quartiles.q1()).isBetween(atRank(longs, 1, -off), atRank(longs, 1, 1 + off));
    }

    /** Beyond the first and the last rank nothing bounds a value. */
    private static BigDecimal atRank(long[] sorted, int quarter, long further) {
        long rank = (sorted.length - 1L) * quarter / 4 + further;
        if (rank < 0 || rank >= sorted.length) {
            return BigDecimal.valueOf(rank < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
        return BigDecimal.valueOf(sorted[(int) rank]);
    }

    @Test
    void asManyValuesStayApartAsMay() {
        long[] ascending = {-9, 0, 1, 2, 3, 1000, 1001, 5000};
        for (int limit = 2; limit <= ascending.length; limit++) {
            int bits = CoarseCounts.leastShift(ascending, limit);
            assertThat(apart(ascending, bits)).isLessThanOrEqualTo(limit);
            assertThat(bits == 0 ? limit + 1 : apart(ascending, bits - 1)).isGreaterThan(limit);
        }
    }

    private static long apart(long[] values, int bits) {
        return LongStream.of(values).map(value -> value >> bits).distinct().count();
    }

    @Test
    void textHasNoQuartiles() {
        assertThatThrownBy(() -> new StateSpec.Quantiles("name", ColumnType.TEXT, LIMIT))
                .hasMessageContaining("\"name\" is text");
    }

    @Property(tries = 200)
    void sortableDoublesSortAsDoublesDo(@ForAll double a, @ForAll double b) {
        assertThat(Long.compare(SortableDouble.toLong(a), SortableDouble.toLong(b)))
                .isEqualTo(Double.compare(a + 0.0, b + 0.0));
        assertThat(SortableDouble.toDouble(SortableDouble.toLong(a))).isEqualTo(a + 0.0);
    }

    @Property(tries = 200)
    void savedLongsAreReadBack(@ForAll long[] values) {
        StateOutput output = new StateOutput();
        output.putLongs(values, values.length);
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        output.putAscending(sorted, sorted.length);
        StateInput input = new StateInput(output.toBytes());
        assertThat(input.getLongs(values.length)).isEqualTo(values);
        assertThat(input.getAscending(values.length)).isEqualTo(sorted);
    }

    @Test
    void smallDistancesTakeFewBytes() {
        long[] values =
                LongStream.range(0, 1000).map(i -> Long.MAX_VALUE - i % 256).toArray();
        StateOutput output = new StateOutput();
        output.putLongs(values, values.length);
        assertThat(output.toBytes()).hasSizeLessThan(1_010);
    }
}
