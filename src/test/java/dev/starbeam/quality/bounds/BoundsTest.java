package dev.starbeam.quality.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.ValidityBuilder;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.JudgedRows;
import dev.starbeam.pushdown.RowTest;
import dev.starbeam.quality.PublishedRows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies between two limits passes, on them too, however fine the limits and coarse the values. */
class BoundsTest {
    private static final Field DAY = new Field("sold_on", ColumnType.DATE);
    private static final Field TIME = new Field("sold_at", ColumnType.TIMESTAMP);
    private static final long FIRST = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long DAY_MICROS = 86_400_000_000L;

    @Property(tries = 500)
    void longsPassBetweenExactLimits(
            @ForAll @Scale(3) @BigRange(min = "-20", max = "20") BigDecimal lower,
            @ForAll @Scale(3) @BigRange(min = "-20", max = "20") BigDecimal upper,
            @ForAll @IntRange(max = 2) int scale) {
        LongBounds bounds = LongBounds.between(lower, upper, scale);
        for (long x = -21; x <= 21; x++) {
            for (long near : new long[] {x, bounds.min(), bounds.max(), bounds.min() - 1, bounds.max() + 1}) {
                BigDecimal value = BigDecimal.valueOf(near, scale);
                assertThat(bounds.excludes(near))
                        .as("%s of %s to %s", value, lower, upper)
                        .isEqualTo(value.compareTo(lower) < 0 || value.compareTo(upper) > 0);
            }
        }
    }

    @Test
    void limitsBeyondEveryLongLetAllPassOrNone() {
        BigDecimal beyond = BigDecimal.valueOf(Long.MAX_VALUE).add(BigDecimal.ONE);
        BigDecimal below = BigDecimal.valueOf(Long.MIN_VALUE).subtract(BigDecimal.ONE);
        assertThat(LongBounds.between(below, beyond, 0)).isEqualTo(LongBounds.OPEN);
        for (LongBounds none : List.of(LongBounds.between(beyond, beyond, 0), LongBounds.between(below, below, 0))) {
            assertThat(none.excludes(Long.MIN_VALUE)).isTrue();
            assertThat(none.excludes(0)).isTrue();
            assertThat(none.excludes(Long.MAX_VALUE)).isTrue();
        }
        BigDecimal greatest = BigDecimal.valueOf(Long.MAX_VALUE);
        assertThat(LongBounds.between(greatest, beyond, 0)).isEqualTo(new LongBounds(Long.MAX_VALUE, Long.MAX_VALUE));
        BigDecimal least = BigDecimal.valueOf(Long.MIN_VALUE);
        assertThat(LongBounds.between(below, least, 0)).isEqualTo(new LongBounds(Long.MIN_VALUE, Long.MIN_VALUE));
    }

    @Property(tries = 500)
    void doublesPassBetweenExactLimits(
            @ForAll @Scale(25) @BigRange(min = "-2", max = "2") BigDecimal lower,
            @ForAll @Scale(25) @BigRange(min = "-2", max = "2") BigDecimal upper) {
        DoubleBounds bounds = DoubleBounds.between(lower, upper);
        for (double x : new double[] {lower.doubleValue(), upper.doubleValue()}) {
            for (double near : new double[] {Math.nextDown(x), x, Math.nextUp(x)}) {
                BigDecimal value = new BigDecimal(near);
                assertThat(bounds.excludes(near))
                        .as("%s of %s to %s", value, lower, upper)
                        .isEqualTo(value.compareTo(lower) < 0 || value.compareTo(upper) > 0);
            }
        }
    }

    @Test
    void noInfinityAndNoNumberIsBetweenLimits() {
        BigDecimal huge = new BigDecimal("1e400");
        DoubleBounds bounds = DoubleBounds.between(huge.negate(), huge);
        assertThat(bounds).isEqualTo(DoubleBounds.FINITE);
        for (double none : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
            assertThat(bounds.excludes(none)).isTrue();
        }
        DoubleBounds nothing = DoubleBounds.between(huge, huge);
        assertThat(nothing.excludes(Double.MAX_VALUE)).isTrue();
        assertThat(DoubleBounds.between(huge.negate(), huge.negate()).excludes(-Double.MAX_VALUE))
                .isTrue();
    }

    @Test
    void aWarehouseComparesDaysOnlyWithDaysThatItKnows() {
        for (Field field : List.of(DAY, TIME)) {
            boolean days = field.equals(DAY);
            long first = days ? FIRST : FIRST * DAY_MICROS;
            long last = days ? LAST : (LAST + 1) * DAY_MICROS - 1;
            assertThat(BoundTests.within(field, new LongBounds(first, last)).flagged())
                    .isEqualTo(Condition.NEVER);
            assertThat(BoundTests.within(field, LongBounds.OPEN).flagged()).isEqualTo(Condition.NEVER);
            for (long min : new long[] {Long.MIN_VALUE, first - 1, first, first + 1, 0, last, last + 1}) {
                for (long max : new long[] {first - 1, first, first + 1, 0, last - 1, last, Long.MAX_VALUE}) {
                    LongBounds bounds = new LongBounds(min, max);
                    long[] values = {first, first + 1, 0, last - 1, last};
                    assertThat(counted(field, values, BoundTests.within(field, bounds)))
                            .as("%s of %s", bounds, field)
                            .isEqualTo(new JudgedRows(5, excluded(bounds, values)));
                }
            }
        }
    }

    private static long excluded(LongBounds bounds, long[] values) {
        return Arrays.stream(values).filter(bounds::excludes).count();
    }

    /** With a NULL among the values, which nothing is said about. */
    private static JudgedRows counted(Field field, long[] values, RowTest test) {
        long[] withNull = Arrays.copyOf(values, values.length + 1);
        ValidityBuilder validity = new ValidityBuilder(withNull.length);
        validity.setNull(values.length);
        ColumnBatch rows = new ColumnBatch(
                Schema.of(field), withNull.length, List.of(new LongColumn(field.type(), withNull, validity.build())));
        return new PublishedRows(rows, Set.of(), true).count(List.of(test)).get(0);
    }

    @Test
    void dateAloneIsItsMidnight() {
        assertThat(ColumnLiteral.parse("sold_at", ColumnType.TIMESTAMP, " 1970-01-02 "))
                .isEqualByComparingTo(BigDecimal.valueOf(DAY_MICROS));
        assertThat(ColumnLiteral.parse("sold_at", ColumnType.TIMESTAMP, "1970-01-01 00:00:00.000007"))
                .isEqualByComparingTo("7");
        assertThat(ColumnLiteral.parse("sold_on", ColumnType.DATE, "1970-01-03"))
                .isEqualByComparingTo("2");
        assertThat(ColumnLiteral.parse("paid", ColumnType.decimal(9, 2), " 1.50"))
                .isEqualByComparingTo("1.5");
    }

    @ParameterizedTest
    @CsvSource({
        "TIMESTAMP, 2010-12-01 08:26:00",
        "DATE, 2010-12-01",
        "BIGINT, 12",
        "DOUBLE, 12.5",
    })
    void aLiteralOfAnotherTypeIsRefusedWithOneThatFits(ColumnType.Kind kind, String example) {
        assertThatThrownBy(() -> ColumnLiteral.parse("c", new ColumnType(kind, 0, 0), "soon"))
                .hasMessageStartingWith("\"soon\" is not a literal of column \"c\"")
                .hasMessageEndingWith("write it like " + example);
    }

    @Test
    void limitsReadAsPeopleSayThem() {
        assertThat(WithinLiterals.words(null, null)).isEqualTo("any value");
        assertThat(WithinLiterals.words("1", null)).isEqualTo("at least 1");
        assertThat(WithinLiterals.words(null, "9")).isEqualTo("at most 9");
        assertThat(WithinLiterals.words("1", "9")).isEqualTo("between 1 and 9");
    }
}
