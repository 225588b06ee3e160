package dev.starbeam.quality.check.zscore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.quality.bounds.DoubleBounds;
import dev.starbeam.quality.bounds.LongBounds;
import dev.starbeam.quality.statistic.moment.KeyMoments;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZScoreLimitsTest {
    private static final List<BigDecimal> THRESHOLDS =
            List.of(new BigDecimal("0.5"), BigDecimal.ONE, new BigDecimal("1.3"), BigDecimal.valueOf(3));

    private static KeyMoments momentsOf(List<BigDecimal> values) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (BigDecimal x : values) {
            sum = sum.add(x);
            squares = squares.add(x.multiply(x));
        }
        return new KeyMoments(values.size(), sum, squares);
    }

    /** |x − mean| ≥ t·s with both sides squared and multiplied out, over Σ(xᵢ − mean)² rather than Σx². */
    private static boolean flaggedByModel(List<BigDecimal> values, BigDecimal x, BigDecimal t, boolean population) {
        BigDecimal n = BigDecimal.valueOf(values.size());
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal scatter = BigDecimal.ZERO;
        for (BigDecimal value : values) {
            scatter = scatter.add(n.multiply(value).subtract(sum).pow(2));
        }
        if (scatter.signum() == 0) {
            return false;
        }
        BigDecimal divisor = population ? n : n.subtract(BigDecimal.ONE);
        BigDecimal distance = n.multiply(x).subtract(sum).pow(2);
        return distance.multiply(divisor).compareTo(t.pow(2).multiply(scatter)) >= 0;
    }

    @Property(tries = 300)
    void scaledLongsAreDecidedExactly(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = -6, max = 6) Long> small,
            @ForAll @Size(max = 3) List<Long> extreme,
            @ForAll boolean population) {
        List<BigDecimal> values = Stream.concat(small.stream(), extreme.stream())
                .map(x -> BigDecimal.valueOf(x, 2))
                .toList();
        for (BigDecimal t : THRESHOLDS) {
            LongBounds bounds = new ZScoreLimits(t, population).longs(momentsOf(values), 2);
            for (BigDecimal x : values) {
                assertThat(bounds.excludes(x.unscaledValue().longValueExact()))
                        .as("%s of %s, t = %s", x, values, t)
                        .isEqualTo(flaggedByModel(values, x, t, population));
            }
        }
    }

    @Property(tries = 200)
    void valuesOnEitherSideOfALimitAreDecidedExactly(
            @ForAll @Size(min = 2, max = 30) List<@LongRange(min = -1_000_000, max = 1_000_000) Long> longs,
            @ForAll boolean population) {
        List<BigDecimal> values = longs.stream().map(BigDecimal::valueOf).toList();
        for (BigDecimal t : THRESHOLDS) {
            LongBounds bounds = new ZScoreLimits(t, population).longs(momentsOf(values), 0);
            if (!bounds.equals(LongBounds.OPEN)) {
                for (long x : new long[] {bounds.min() - 1, bounds.min(), bounds.max(), bounds.max() + 1}) {
                    assertThat(bounds.excludes(x))
                            .isEqualTo(flaggedByModel(values, BigDecimal.valueOf(x), t, population));
                }
            }
        }
    }

    @Property(tries = 200)
    void doublesAreDecidedExactly(@ForAll @Size(min = 1, max = 15) List<Double> doubles, @ForAll boolean population) {
        List<BigDecimal> values = doubles.stream().map(BigDecimal::new).toList();
        for (BigDecimal t : THRESHOLDS) {
            DoubleBounds bounds = new ZScoreLimits(t, population).doubles(momentsOf(values));
            for (double x : doubles) {
                for (double near : new double[] {x, bounds.min(), bounds.max(), Math.nextDown(bounds.min())}) {
                    if (Double.isFinite(near)) {
                        assertThat(bounds.excludes(near))
                                .as("%s of %s, t = %s", near, doubles, t)
                                .isEqualTo(flaggedByModel(values, new BigDecimal(near), t, population));
                    }
                }
            }
        }
    }

    @Test
    void withoutVarianceNothingIsFlagged() {
        KeyMoments same = momentsOf(Collections.nCopies(50, new BigDecimal("0.10")));
        ZScoreLimits limits = new ZScoreLimits(BigDecimal.valueOf(3), false);
        assertThat(limits.longs(same, 2)).isEqualTo(LongBounds.OPEN);
        KeyMoments doubles = momentsOf(
                Collections.nCopies(50, new BigDecimal("0.1000000000000000055511151231257827021181583404541015625")));
        assertThat(limits.doubles(doubles)).isEqualTo(DoubleBounds.FINITE);
    }

    @ParameterizedTest
    @CsvSource({"3, false, 11", "3, true, 10", "2, false, 6", "2, true, 5", "1, false, 3", "0.5, false, 2", "1, true, 2"
    })
    void powerNeedsSoManyRows(BigDecimal threshold, boolean population, long rows) {
        assertThat(ZScorePower.neededRows(threshold, population)).isEqualTo(rows);
    }

    @Property(tries = 100)
    void aLoneOutlierReachesTheThresholdFromThatManyRowsOn(
            @ForAll @LongRange(min = 5, max = 60) long tenths, @ForAll boolean population) {
        BigDecimal t = BigDecimal.valueOf(tenths, 1);
        long needed = ZScorePower.neededRows(t, population);
        assertThat(flagsLoneOutlier(needed, t, population)).isTrue();
        assertThat(needed == 2 || !flagsLoneOutlier(needed - 1, t, population)).isTrue();
    }

    private static boolean flagsLoneOutlier(long rows, BigDecimal t, boolean population) {
        List<BigDecimal> values = new ArrayList<>(Collections.nCopies((int) rows - 1, BigDecimal.ZERO));
        values.add(BigDecimal.TEN);
        return new ZScoreLimits(t, population).longs(momentsOf(values), 0).excludes(10);
    }
}
