package dev.starbeam.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.expression.kernel.ValueFaults;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which conversions tell that they change a value and not only its form. */
class LossTest {
    @Test
    void digitsBehindTheScaleThatAreNotZeroAreLost() {
        assertThat(lost("try_to_number(x)", "1", "2.0", "2.50", "0.4", "-1.5e0", "3e2", "x"))
                .containsExactly("2 ROUNDED 2.50", "3 ROUNDED 0.4", "4 ROUNDED -1.5e0", "6 UNPARSABLE x");
        assertThat(lost("to_decimal(x, 12, 2)", "1.25", "1.250", "1.255", "1.2500000000000000000001"))
                .containsExactly("2 ROUNDED 1.255", "3 ROUNDED 1.2500000000000000000001");
        assertThat(lost("to_decimal(x, '99.999', 12, 2)", "1.250", "1.255")).containsExactly("1 ROUNDED 1.255");
        assertThat(lost("x::bigint", "1.5", "1")).containsExactly("0 ROUNDED 1.5");
    }

    @Test
    void digitsThatWereTakenForSecondsAreTold() {
        assertThat(lost("try_to_date(x)", "20240115", "2024-01-15", "45306", "01/15/2024"))
                .containsExactly("0 READ_AS_SECONDS 20240115", "2 READ_AS_SECONDS 45306");
        assertThat(lost("to_timestamp_ntz(x)", "1700000000", "-5"))
                .containsExactly("0 READ_AS_SECONDS 1700000000", "1 READ_AS_SECONDS -5");
        assertThat(lost("try_to_date(x, 'YYYYMMDD')", "20240115")).isEmpty();
    }

    @Test
    void timesOfOtherZonesThanUtcAreTold() {
        assertThat(lost(
                        "try_to_timestamp_ntz(x)",
                        "2024-01-15 10:00:00",
                        "2024-01-15 10:00:00.123456",
                        "2024-01-15T10:00:00Z",
                        "2024-01-15T10:00:00+00:00",
                        "2024-01-15T10:00:00+02:00",
                        "2024-01-15 10:00:00 -0530",
                        "2024-01-15 10+01",
                        "Mon, 15 Jan 2024 10:00:00 +0200"))
                .extracting(told -> told.substring(0, 18))
                .containsExactly(
                        "4 CONVERTED_TO_UTC", "5 CONVERTED_TO_UTC", "6 CONVERTED_TO_UTC", "7 CONVERTED_TO_UTC");
        assertThat(lost("try_to_date(x)", "2024-01-15", "15-Jan-2024", "1/5/2024"))
                .isEmpty();
    }

    /** Whatever looks like an offset: the format says what is one, and a zone may have a name. */
    @Test
    void onlyTimesThatWereConvertedAreTold() {
        assertThat(lost("to_timestamp_ntz(x, 'HH24:MI DD-MM-YYYY')", "10:30 15-01-2024"))
                .isEmpty();
        assertThat(lost("try_to_timestamp_ntz(x)", "2024-01-15 10:00:00 Europe/Berlin", "2024-01-15 10:00:00 GMT"))
                .containsExactly("0 CONVERTED_TO_UTC 2024-01-15 10:00:00 Europe/Berlin");
        assertThat(lost("try_to_timestamp_ntz(x)", "Mon Jan 15 10:00:00 +0200 2024"))
                .hasSize(1);
        assertThat(lost("to_timestamp_ntz(to_timestamp_tz(x))", "2024-01-15 10:00:00 +02:00"))
                .isEmpty();
    }

    @Test
    void digitsOfAProductThatItsColumnHasNoRoomForAreTold() {
        String product = "x::decimal(18,6) * x::decimal(18,6)";

        assertThat(lost(product, "1.5", "0.0011", "1200")).containsExactly("1 ROUNDED 0.000001210000");
        assertThat(lost("round(" + product + ", 2)", "0.0011")).isEmpty();
        assertThat(lost("(" + product + ")::decimal(18,6)", "0.0011")).isEmpty();
        assertThat(lost(product + " * 1000", "0.0011")).isEmpty();
        assertThat(lost(product + " / 7", "0.0011")).isEmpty();
    }

    @Test
    void aBranchTellsItsOwnRowsWithTheirValues() {
        assertThat(lost("iff(x = 'n/a', null, try_to_number(x))", "n/a", "1.5", "n/a", "x"))
                .containsExactly("1 ROUNDED 1.5", "3 UNPARSABLE x");
    }

    private static List<String> lost(String sql, String... values) {
        ColumnBatch batch = TestBatch.x(values);
        List<String> told = new ArrayList<>();
        TestBatch.compile(sql, batch.schema()).evaluate(batch, new ValueFaults() {
            @Override
            public void unparsable(int row) {
                throw new AssertionError("told without its value");
            }

            @Override
            public void lost(int row, Loss loss, Column from, int at) {
                told.add(row + " " + loss + " " + from.display(at));
            }

            @Override
            public void invalid(int row, String reason) {
                told.add(row + " " + reason);
            }
        });
        return told;
    }
}
