package dev.starbeam.expression.kernel.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.logic.Comparison;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Parsing and arithmetic against BigDecimal. */
class NumberParsingTest {
    private static final String NUMBER = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?";
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    @Provide
    Arbitrary<String> nearlyNumbers() {
        Arbitrary<String> digits = Arbitraries.strings().withChars("0123456789").ofMaxLength(21);
        Arbitrary<String> soup =
                Arbitraries.strings().withChars("0123456789+-.eE x").ofMaxLength(12);
        Arbitrary<String> decimals = net.jqwik.api.Combinators.combine(
                        Arbitraries.of("", "-", "+", " "), digits, Arbitraries.of("", "."), digits)
                .as((sign, whole, point, rest) -> sign + whole + point + rest);
        return Arbitraries.oneOf(decimals, soup);
    }

    @Property(tries = 3000)
    void textParsesAsBigDecimalReadsIt(@ForAll("nearlyNumbers") String text, @ForAll @IntRange(max = 18) int scale) {
        byte[] bytes = ("," + text + ",").getBytes(StandardCharsets.UTF_8);
        long parsed = NumberParsing.parse(bytes, 1, bytes.length - 1, scale, Long.MAX_VALUE);
        assertThat(parsed).isEqualTo(oracle(text.strip(), scale));
    }

    private static long oracle(String text, int scale) {
        if (!text.matches(NUMBER)) {
            return NumberParsing.NONE;
        }
        BigInteger exact =
                new BigDecimal(text).setScale(scale, RoundingMode.HALF_UP).unscaledValue();
        return exact.abs().compareTo(MAX) > 0 ? NumberParsing.NONE : exact.longValueExact();
    }

    @Property(tries = 1000)
    void doublesParseAsTheJdkReadsThem(@ForAll("nearlyNumbers") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String plain = text.strip();
        boolean number = plain.matches(NUMBER);
        assertThat(DoubleParsing.isDouble(bytes, 0, bytes.length)).isEqualTo(number);
        if (number) {
            assertThat(DoubleParsing.parse(bytes, 0, bytes.length)).isEqualTo(Double.parseDouble(plain));
        }
    }

    @Property(tries = 1000)
    void quotientsAreRoundedHalfAwayFromZero(
            @ForAll long a,
            @ForAll @IntRange(max = 18) int scaleA,
            @ForAll long b,
            @ForAll @IntRange(max = 18) int scaleB,
            @ForAll @IntRange(max = 18) int scale) {
        if (a == Long.MIN_VALUE || b == Long.MIN_VALUE || b == 0) {
            return;
        }
        BigInteger exact = BigDecimal.valueOf(a, scaleA)
                .divide(BigDecimal.valueOf(b, scaleB), scale, RoundingMode.HALF_UP)
                .unscaledValue();
        long expected = exact.abs().compareTo(MAX) > 0 ? DecimalArithmetic.OVERFLOW : exact.longValueExact();
        assertThat(DecimalArithmetic.quotient(a, scaleA, b, scaleB, scale)).isEqualTo(expected);
    }

    @Property(tries = 1000)
    void productsAreExactOrOverflow(@ForAll long a, @ForAll long b) {
        BigInteger exact = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        long expected = exact.bitLength() > 63 ? DecimalArithmetic.OVERFLOW : exact.longValueExact();
        assertThat(DecimalArithmetic.times(a, b)).isEqualTo(expected);
    }

    @Property(tries = 1000)
    void numbersOfDifferentScalesCompareExactly(
            @ForAll long a,
            @ForAll @IntRange(max = 18) int scaleA,
            @ForAll long b,
            @ForAll @IntRange(max = 18) int scaleB) {
        int expected = BigDecimal.valueOf(a, scaleA).compareTo(BigDecimal.valueOf(b, scaleB));
        assertThat(Integer.signum(Comparison.scaled(a, scaleA, b, scaleB))).isEqualTo(expected);
    }

    @Property(tries = 500)
    void limitsOfDecimalsAreTheirDigits(@ForAll @IntRange(min = 1, max = 18) int precision) {
        byte[] most = "9".repeat(precision).getBytes(StandardCharsets.UTF_8);
        byte[] more = ("1" + "0".repeat(precision)).getBytes(StandardCharsets.UTF_8);
        long limit = Powers.limit(ColumnType.decimal(precision, 0));
        assertThat(NumberParsing.parse(most, 0, most.length, 0, limit)).isEqualTo(limit);
        assertThat(NumberParsing.parse(more, 0, more.length, 0, limit)).isEqualTo(NumberParsing.NONE);
    }
}
