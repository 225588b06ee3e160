package dev.starbeam.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Validity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Between operators numbers have 38 digits; in a column 18. */
class WideArithmeticTest {
    private static final Schema SCOPE = Schema.of(
            new Field("amount", ColumnType.decimal(18, 2)),
            new Field("rate", ColumnType.decimal(18, 6)),
            new Field("quantity", ColumnType.BIGINT),
            new Field("price", ColumnType.decimal(18, 8)));

    private static ColumnBatch batch(String amount, String rate, long quantity, String price) {
        long[] values = {
            new BigDecimal(amount).movePointRight(2).longValueExact(),
            new BigDecimal(rate).movePointRight(6).longValueExact(),
            quantity,
            new BigDecimal(price).movePointRight(8).longValueExact()
        };
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            columns.add(new LongColumn(SCOPE.fields().get(i).type(), new long[] {values[i]}, Validity.allValid(1)));
        }
        return new ColumnBatch(SCOPE, 1, columns);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate * rate | decimal(18,6) | 1562500.000000",
                "amount * rate * quantity | decimal(18,6) | 125012500000.000000",
                "(amount * rate * quantity)::decimal(18,2) | decimal(18,2) | 125012500000.00",
                "round(amount * rate * quantity, 2) | decimal(18,2) | 125012500000.00",
                "amount * rate * quantity / 1000000 | decimal(18,8) | 125012.50000000",
                "amount * amount - amount * amount + 1 | decimal(18,4) | 1.0000",
                "quantity * quantity * quantity / quantity / quantity | decimal(18,8) | 1000.00000000",
                "-(amount * rate * quantity) | decimal(18,6) | -125012500000.000000",
                "price * 3 | decimal(18,8) | 0.00000369",
                "quantity * amount | decimal(18,2) | 100010000.00",
                "floor(price * rate, 6) | decimal(18,6) | 0.001537",
                "ceil(price * rate, 6) | decimal(18,6) | 0.001538",
                "(price * rate)::bigint | bigint | 0",
            })
    void aResultIsExactUntilItIsAColumn(String sql, String type, String value) {
        Expression expression = TestBatch.compile(sql, SCOPE);

        assertThat(expression.type()).hasToString(type);
        assertThat(TestBatch.values(sql, batch("100010.00", "1250.000000", 1_000, "0.00000123")))
                .containsExactly(value);
    }

    @Test
    void whatDoesNotFitIsAFaultAndNeverWrapped() {
        TestBatch.Faults faults = new TestBatch.Faults();
        ColumnBatch large = batch("9999999999999999.99", "999999999999.999999", 1L << 62, "1");

        for (String sql : List.of(
                "amount * rate",
                "amount * rate * quantity * quantity",
                "quantity * quantity",
                "amount / (rate - rate) * 2")) {
            Column column = TestBatch.compile(sql, SCOPE).evaluate(large, faults);
            assertThat(column.isNull(0)).as(sql).isTrue();
        }
        assertThat(faults.calls).isEqualTo(4);
        assertThat(faults.seen.get(0)).contains("by zero");
        assertThat(TestBatch.values("try_cast(amount * rate as decimal(18,2))", large))
                .containsExactly("NULL");
    }

    @Provide
    static Arbitrary<List<BigDecimal>> operands() {
        Arbitrary<BigDecimal> amounts = Arbitraries.bigDecimals()
                .between(new BigDecimal("-9999999999999999.99"), new BigDecimal("9999999999999999.99"))
                .ofScale(2);
        Arbitrary<BigDecimal> rates = Arbitraries.bigDecimals()
                .between(new BigDecimal("-999999999999.999999"), new BigDecimal("999999999999.999999"))
                .ofScale(6);
        return Combinators.combine(amounts, rates, Arbitraries.longs().between(-1_000_000, 1_000_000))
                .as((amount, rate, quantity) -> List.of(amount, rate, BigDecimal.valueOf(quantity)));
    }

    /** Against BigDecimal, through results of up to 38 digits. */
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void arithmeticIsWhatBigDecimalSays(@ForAll("operands") List<BigDecimal> operands) {
        BigDecimal amount = operands.get(0);
        BigDecimal rate = operands.get(1);
        BigDecimal quantity = operands.get(2);
        ColumnBatch batch = batch(amount.toPlainString(), rate.toPlainString(), quantity.longValueExact(), "0");
        BigDecimal product = amount.multiply(rate);

        assertColumn(
                "(amount * rate / 1000000000000000)::decimal(18,4)",
                batch,
                product.divide(new BigDecimal("1000000000000000"), 12, RoundingMode.HALF_UP)
                        .setScale(4, RoundingMode.HALF_UP));
        assertColumn("(amount * rate - rate * amount + quantity)::bigint", batch, quantity);
        assertColumn(
                "trunc(amount * rate * 0.000000000001, 2)",
                batch,
                product.multiply(new BigDecimal("0.000000000001"))
                        .setScale(12, RoundingMode.HALF_UP)
                        .setScale(2, RoundingMode.DOWN));
    }

    private static void assertColumn(String sql, ColumnBatch batch, BigDecimal expected) {
        BigDecimal limit = BigDecimal.TEN.pow(18 - expected.scale());
        String shown = expected.abs().compareTo(limit) < 0 ? expected.toPlainString() : "NULL";
        assertThat(TestBatch.values(sql, batch)).as(sql).containsExactly(shown);
    }
}
