package dev.starbeam.batch.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.openhft.hashing.LongHashFunction;
import org.junit.jupiter.api.Test;

class XxHash64Test {
    @Test
    void theKnownHashesOfTheSpecificationComeOut() {
        assertThat(hash("")).isEqualTo(0xEF46DB3751D8E999L);
        assertThat(hash("a")).isEqualTo(0xD24EC4F1A98C6E5BL);
        assertThat(hash("abc")).isEqualTo(0x44BC2CF5AD770999L);
        assertThat(hash("Nobody inspects the spammish repetition")).isEqualTo(0xFBCEA83C8A378BF1L);
    }

    @Property(tries = 500)
    void everyLengthAndSeedAgreesWithAnIndependentImplementation(
            @ForAll @Size(max = 200) byte[] bytes, @ForAll long seed, @ForAll @IntRange(max = 40) int offset) {
        int start = Math.min(offset, bytes.length);
        assertThat(XxHash64.hash(bytes, start, bytes.length, seed))
                .isEqualTo(LongHashFunction.xx(seed).hashBytes(bytes, start, bytes.length - start));
    }

    @Property(tries = 200)
    void aLongHashesAsItsEightLittleEndianBytes(@ForAll long value, @ForAll long seed) {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        assertThat(XxHash64.hash(value, seed))
                .isEqualTo(LongHashFunction.xx(seed).hashBytes(bytes));
    }

    private static long hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return XxHash64.hash(bytes, 0, bytes.length, 0);
    }
}
