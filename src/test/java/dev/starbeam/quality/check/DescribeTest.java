package dev.starbeam.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumn;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribeTest {
    private static final long DAY_MICROS = 86_400_000_000L;

    private static String shown(String text) {
        Schema schema = Schema.of(new Field("note", ColumnType.TEXT));
        return Describe.value(new ColumnBatch(schema, 1, List.of(TextColumn.constant(text, 1))), "note", 0);
    }

    @Test
    void aLongTextIsCutBetweenLetters() {
        assertThat(shown("x".repeat(200))).isEqualTo("note = " + "x".repeat(200));
        assertThat(shown("x".repeat(201))).isEqualTo("note = " + "x".repeat(200) + "…");
        assertThat(shown("x".repeat(199) + "😀 and so on")).isEqualTo("note = " + "x".repeat(199) + "…");
        assertThat(shown("x".repeat(198) + "😀 and so on")).isEqualTo("note = " + "x".repeat(198) + "😀…");
    }

    @ParameterizedTest
    @CsvSource({
        "12.50, 12.5",
        "1000, 1000",
        "0.00, 0",
        "1234567890123.4, 1234567890120",
        "1e20, 100000000000000000000",
        "1e21, 1E+21",
        "1e-20, 0.00000000000000000001",
        "1e-21, 1E-21",
    })
    void numbersHaveTwelveDigitsAndNoZerosBehind(BigDecimal value, String shown) {
        assertThat(Describe.number(value)).isEqualTo(shown);
        assertThat(Describe.number(ColumnType.DOUBLE, value)).isEqualTo(shown);
    }

    @Test
    void limitsOfDaysAndTimesAreShownAsSuchInTheYearsThatPeopleHave() {
        assertThat(Describe.number(ColumnType.DATE, new BigDecimal("14610.75"))).isEqualTo("2010-01-01");
        assertThat(Describe.number(ColumnType.DATE, new BigDecimal("-0.5"))).isEqualTo("1969-12-31");
        assertThat(Describe.number(ColumnType.DATE, BigDecimal.valueOf(2_999_999)))
                .isEqualTo("+10183-09-20");
        assertThat(Describe.number(ColumnType.DATE, BigDecimal.valueOf(3_000_000)))
                .isEqualTo("3000000");
        assertThat(Describe.number(ColumnType.DATE, BigDecimal.valueOf(-3_000_000)))
                .isEqualTo("-3000000");
        assertThat(Describe.number(ColumnType.TIMESTAMP, BigDecimal.valueOf(DAY_MICROS + 1)))
                .isEqualTo("1970-01-02 00:00:00.000001");
        assertThat(Describe.number(ColumnType.TIMESTAMP, BigDecimal.valueOf(3_000_000 * DAY_MICROS)))
                .isEqualTo("259200000000000000");
    }

    @Test
    void amountsKeepEveryDigitInGroups() {
        assertThat(Describe.amount(new BigDecimal("2178610.53"))).isEqualTo("2,178,610.53");
        assertThat(Describe.amount(new BigDecimal("-1e3"))).isEqualTo("-1,000");
        assertThat(Describe.amount(new BigDecimal("7"))).isEqualTo("7");
    }

    @Test
    void aPartHasAShareOfAWholeWithItsSignOnly() {
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal eight = BigDecimal.valueOf(8);
        assertThat(Describe.part(two, eight)).isEqualTo(" (25%)");
        assertThat(Describe.part(two.negate(), eight.negate())).isEqualTo(" (25%)");
        assertThat(Describe.part(BigDecimal.ZERO, eight)).isEqualTo(" (0%)");
        assertThat(Describe.part(two, eight.negate())).isEmpty();
        assertThat(Describe.part(two, BigDecimal.ZERO)).isEmpty();
        assertThat(Describe.part(BigDecimal.ZERO, BigDecimal.ZERO)).isEmpty();
    }

    @Test
    void sharesHaveFourDigits() {
        assertThat(Describe.share(1, 17)).isEqualTo("5.882%");
        assertThat(Describe.share(1, 0)).isEqualTo("0%");
        assertThat(Describe.share(new BigDecimal("0.0001"))).isEqualTo("0.01%");
    }
}
