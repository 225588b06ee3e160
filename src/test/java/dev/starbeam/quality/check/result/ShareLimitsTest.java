package dev.starbeam.quality.check.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starbeam.quality.check.Share;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareLimitsTest {
    private static final MathContext DIGITS = new MathContext(40);

    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.308497",
        "5, 10, 0.187086, 0.812914",
        "10, 10, 0.691503, 1",
        "1, 17, 0.00148817, 0.286889",
        "0, 100000000, 0, 3.68888E-8",
    })
    void theLimitsAreThoseOfTables(long part, long whole, double low, double high) {
        assertThat(new Share(part, whole).limits()).isEqualTo(new ShareLimits(low, high));
    }

    /** At the lower limit that many flagged rows or more have a chance of 2.5%; at the upper that many or fewer. */
    @Property(tries = 60)
    void theTailsOfTheBinomialAreWhatTheyShouldBe(
            @ForAll @IntRange(min = 1, max = 60) int whole, @ForAll @IntRange(max = 60) int any) {
        int part = any % (whole + 1);
        ShareLimits limits = ShareLimits.of(part, whole);
        if (part > 0) {
            assertThat(chance(part, whole, whole, limits.low())).isCloseTo(0.025, within(1e-4));
        }
        if (part < whole) {
            assertThat(chance(0, part, whole, limits.high())).isCloseTo(0.025, within(1e-4));
        }
    }

    /** Of drawing {@code from} to {@code to} flagged rows, term by term. */
    private static double chance(int from, int to, int whole, double share) {
        BigDecimal p = new BigDecimal(share);
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = from; k <= to; k++) {
            sum = sum.add(new BigDecimal(choose(whole, k))
                    .multiply(p.pow(k, DIGITS), DIGITS)
                    .multiply(BigDecimal.ONE.subtract(p).pow(whole - k, DIGITS), DIGITS));
        }
        return sum.doubleValue();
    }

    private static BigInteger choose(int n, int k) {
        BigInteger ways = BigInteger.ONE;
        for (int i = 1; i <= k; i++) {
            ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return ways;
    }

    @Test
    void withoutRowsThereIsNoShare() {
        assertThat(new Share(0, 0).limits()).isNull();
    }
}
