package dev.starbeam.star.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.ValidityBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.openhft.hashing.LongHashFunction;
import org.junit.jupiter.api.Test;

class SurrogateKeysTest {
    /** Published digests of XXH64 with seed 0: of "" ef46db3751d8e999, of "a" d24ec4f1a98c6e5b, of "abc" 44bc2cf5ad770999. */
    @Test
    void textKeysAreThePublishedXxHashWithoutItsSign() {
        long[] keys = SurrogateKeys.of(texts("", "a", "abc"), 0);

        assertThat(keys).containsExactly(0x6f46db3751d8e999L, 0x524ec4f1a98c6e5bL, 0x44bc2cf5ad770999L);
    }

    /** Published tables hold such keys, so no release may change them. */
    @Test
    void keysStayWhatTheyWereInEarlierReleases() {
        assertThat(SurrogateKeys.of(
                        texts("C-1001", "Zürich", "a text of more than thirty-two bytes, so of stripes"), 0))
                .containsExactly(6177140035433232254L, 428368341751202425L, 4948319373830134222L);
        assertThat(SurrogateKeys.of(0, 0)).isEqualTo(3803688792395291579L);
        assertThat(SurrogateKeys.of(42, 0)).isEqualTo(3843400549304189779L);
        assertThat(SurrogateKeys.of(-1, 0)).isEqualTo(419176360057226953L);
        assertThat(SurrogateKeys.of(Long.MIN_VALUE, 0)).isEqualTo(4558309869707674848L);
    }

    @Test
    void keysOfVersionsStayWhatTheyWereInEarlierReleases() {
        ValidityBuilder validity = new ValidityBuilder(4);
        validity.setNull(2);
        LongColumn times =
                new LongColumn(ColumnType.TIMESTAMP, new long[] {1_709_251_200_000_000L, 0, 7, 1}, validity.build());
        LongColumn day = new LongColumn(ColumnType.DATE, new long[] {19_783}, Validity.allValid(1));

        assertThat(SurrogateKeys.ofVersions(new long[] {42, 42, 42, SurrogateKeys.UNKNOWN}, times))
                .containsExactly(2969193152070740340L, 3970846574758949996L, 603623198228267508L, 0);
        assertThat(SurrogateKeys.ofVersions(new long[] {42}, day)).containsExactly(2969193152070740340L);
    }

    @Test
    void nullIsTheUnknownMember() {
        assertThat(SurrogateKeys.of(texts(null, "a"), 0)).startsWith(SurrogateKeys.UNKNOWN);
        ValidityBuilder validity = new ValidityBuilder(2);
        validity.setNull(1);
        LongColumn numbers = new LongColumn(ColumnType.BIGINT, new long[] {7, 7}, validity.build());

        long[] keys = SurrogateKeys.of(numbers, 0);

        assertThat(keys[0]).isPositive();
        assertThat(keys[1]).isZero();
    }

    @Property(tries = 200)
    void everyKeyIsPositiveAndTheHashOfTheBytes(@ForAll String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

        long key = SurrogateKeys.of(texts(text), 0)[0];

        assertThat(key).isPositive().isEqualTo(LongHashFunction.xx().hashBytes(utf8) & Long.MAX_VALUE);
    }

    @Property(tries = 200)
    void aNumbersKeyIsThatOfItsEightLittleEndianBytes(@ForAll long number) {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array();
        LongColumn column = new LongColumn(ColumnType.TIMESTAMP, new long[] {number}, Validity.allValid(1));

        assertThat(SurrogateKeys.of(column, 0)).containsExactly(SurrogateKeys.of(bytes, 0, 8, 0));
    }

    @Test
    void aDoubleIsNoNaturalKey() {
        DoubleColumn column = new DoubleColumn(new double[1], Validity.allValid(1));

        assertThatThrownBy(() -> SurrogateKeys.of(column, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not double")
                .hasMessageContaining("cast");
    }

    private static TextColumn texts(String... values) {
        TextColumnBuilder builder = new TextColumnBuilder(values.length, 8);
        for (String value : values) {
            builder.append(value);
        }
        return builder.build();
    }
}
