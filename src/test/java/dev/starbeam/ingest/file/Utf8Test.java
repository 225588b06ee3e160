package dev.starbeam.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Property(tries = 2000)
    void agreesWithTheJdkDecoder(@ForAll("bytes") byte[] bytes) {
        assertThat(Utf8.firstFault(bytes, 0, bytes.length)).isEqualTo(firstFault(bytes));
    }

    @Test
    void everyCodePointPassesAndNulDoesNot() {
        for (int point = 1; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                assertThat(Utf8.firstFault(bytes, 0, bytes.length)).isEqualTo(-1);
            }
        }
        assertThat(Utf8.firstFault(new byte[] {'a', 0}, 0, 2)).isEqualTo(1);
    }

    @Test
    void plainTextIsAsciiWithoutNul() {
        byte[] bytes = "eight bytes and some\u007F".getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.isPlain(bytes, 0, bytes.length)).isTrue();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] = (byte) (i % 2 == 0 ? 0 : 0x80);
            assertThat(Utf8.isPlain(changed, 0, changed.length)).isFalse();
        }
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.of(
                        0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xF0,
                        0xF1, 0xF4, 0xF5, 0xFF)
                .map(Integer::byteValue)
                .array(byte[].class)
                .ofMaxSize(12);
    }

    private static int firstFault(byte[] bytes) {
        if (isText(bytes, bytes.length)) {
            return -1;
        }
        int sound = bytes.length;
        while (!isText(bytes, sound)) {
            sound--;
        }
        return sound;
    }

    private static boolean isText(byte[] bytes, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
