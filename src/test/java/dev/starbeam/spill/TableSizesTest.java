package dev.starbeam.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TableSizesTest {
    private static final long MB = 1 << 20;

    private static TableSizes of(long bytes) {
        return new TableSizes(Map.of("stg_orders", bytes));
    }

    @Test
    void keysAreSpreadMoreWidelyTheMoreThereIsToRead() {
        assertThat(of(1000).keyPartitions("stg_orders")).isEqualTo(1);
        assertThat(of(100 * MB).keyPartitions("stg_orders")).isEqualTo(2);
        assertThat(of(1280 * MB).keyPartitions("stg_orders")).isEqualTo(6);
        assertThat(of(1_000_000 * MB).keyPartitions("stg_orders")).isEqualTo(1024);
    }

    @Test
    void wholeRowsTakeFourTimesAsManyPartitions() {
        assertThat(of(1000).rowPartitions("stg_orders")).isEqualTo(1);
        assertThat(of(1920 * MB).rowPartitions("stg_orders")).isEqualTo(40);
    }

    @Test
    void sumsByKeyAreTakenTogetherOfAFewRowsOnly() {
        assertThat(of(1000).sumRanges("stg_orders")).isEqualTo(1);
        assertThat(of(5 * MB).sumRanges("stg_orders")).isEqualTo(2);
        assertThat(of(1920 * MB).sumRanges("stg_orders")).isEqualTo(20);
    }

    @Test
    void aTableThatIsNotReadIsSmall() {
        assertThat(of(1280 * MB).textBytes("stg_customers")).isZero();
        assertThat(of(1280 * MB).keyPartitions("stg_customers")).isEqualTo(1);
    }

    @Property
    void moreBytesNeverMeanFewerPartitions(
            @ForAll @LongRange(min = 0, max = 1L << 40) long few,
            @ForAll @LongRange(min = 0, max = 1L << 40) long more) {
        assertThat(of(few + more).keyPartitions("stg_orders"))
                .isGreaterThanOrEqualTo(of(few).keyPartitions("stg_orders"));
        assertThat(of(few).keyPartitions("stg_orders")).isBetween(1, of(few).rowPartitions("stg_orders"));
    }
}
