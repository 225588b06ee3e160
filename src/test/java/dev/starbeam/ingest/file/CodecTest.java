package dev.starbeam.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.source.Compression;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecTest {
    @ParameterizedTest
    @CsvSource({
        "1f8b08000000, GZIP",
        "28b52ffd0000, ZSTD",
        "502a4d180000, ZSTD",
        "5f2a4d180000, ZSTD",
        "425a68393141, BZIP2",
        "425a68313141, BZIP2",
        "425a68391772, BZIP2",
    })
    void firstBytesSayHowAFileIsPackedAndNoOthersDo(String hex, Codec codec) {
        byte[] first = HexFormat.of().parseHex(hex);
        assertThat(Codec.recognise(first)).hasValue(codec);
        int decisive = codec == Codec.GZIP ? 2 : codec == Codec.ZSTD ? 4 : 6;
        for (int i = 0; i < decisive; i++) {
            byte[] other = first.clone();
            other[i] = 0;
            assertThat(Codec.recognise(other)).as("byte %d of %s", i, hex).isEmpty();
            assertThat(Codec.recognise(Arrays.copyOf(first, i)))
                    .as("%d bytes of %s", i, hex)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"425a68303141", "425a683a3141", "425a68393172", "425a68391741", "602a4d180000", "text"})
    void whatLooksSimilarIsNotPacked(String text) {
        byte[] first = text.startsWith("t")
                ? "text,a".getBytes(StandardCharsets.US_ASCII)
                : HexFormat.of().parseHex(text);
        assertThat(Codec.recognise(first)).isEmpty();
    }

    @Test
    void aNameSaysHowAFileIsPackedWhereNothingElseDoes() {
        assertThat(Codec.expected("raw/a.CSV.GZ", Compression.AUTO)).hasValue(Codec.GZIP);
        assertThat(Codec.expected("raw/a.zst", Compression.AUTO)).hasValue(Codec.ZSTD);
        assertThat(Codec.expected("raw/a.gz.csv", Compression.AUTO)).isEmpty();
        assertThat(Codec.expected("raw/a.gz", Compression.BZIP2)).hasValue(Codec.BZIP2);
        assertThat(Codec.expected("raw/a.gz", Compression.NONE)).isEmpty();
        assertThat(Codec.BZIP2.word()).isEqualTo("bzip2");
    }
}
