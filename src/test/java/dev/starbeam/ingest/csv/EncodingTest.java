package dev.starbeam.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.ingest.csv.CsvFixture.Content;
import dev.starbeam.ingest.file.LineOffsets;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
    private static final String TEXT = "a,b\r\n1,Zürich\r\n2,\"é\nü\"\r\n\r\n3,naïve\r\n";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE", "GB18030", "Big5-HKSCS"
            })
    void rowsAndOffsetsAreThoseOfTheOriginal(String encoding) throws IOException {
        String text = encoding.startsWith("Big5")
                ? TEXT.replace("ü", "漢").replace("ï", "字").replace("é", "元")
                : TEXT;
        Content content = read(text.getBytes(Charset.forName(encoding)), encoding);
        int mark = encoding.equals("UTF-16") ? 2 : 0;
        assertThat(content.rows).hasSize(3);
        for (int i = 0; i < 3; i++) {
            String raw = content.raws.get(i);
            assertThat(raw).startsWith((i + 1) + ",");
            long expected = mark + bytes(text.substring(0, text.indexOf(raw)), encoding);
            assertThat(content.offsets.get(i)).as(raw).isEqualTo(expected);
        }
        assertThat(content.rows.get(1).get(1)).contains("\n");
        assertThat(content.identityHolds()).isTrue();
    }

    @Test
    void aByteOrderMarkDecidesTheOrderOfUtf16() throws IOException {
        byte[] text = "a,b\n1,€\n".getBytes(StandardCharsets.UTF_16LE);
        Content content = read(joined(new byte[] {(byte) 0xFF, (byte) 0xFE}, text), "UTF-16");
        assertThat(content.rows).containsExactly(List.of("1", "€"));
        assertThat(content.offsets).containsExactly(10L);
    }

    @Test
    void linesLongerThanTheBufferKeepTheirOffsets() throws IOException {
        for (String encoding : List.of("UTF-16LE", "windows-1252", "GB18030", "ISO-2022-JP")) {
            String large = (encoding.endsWith("JP") ? "漢字" : "é€").repeat(100_000);
            Content content = read(("a,b\n1," + large + "\n2,x\n").getBytes(Charset.forName(encoding)), encoding);
            assertThat(content.rows).containsExactly(List.of("1", large), List.of("2", "x"));
            assertThat(content.offsets.get(1)).isEqualTo(bytes("a,b\n1," + large + "\n", encoding));
        }
    }

    @Test
    void bytesThatAreNoTextInTheEncodingAreSetAside() throws IOException {
        byte[] undefined = joined("a,b\n1,".getBytes(StandardCharsets.US_ASCII), new byte[] {(byte) 0x81, '\n'});
        Content windows = read(joined(undefined, "2,x\n".getBytes(StandardCharsets.US_ASCII)), "windows-1252");
        assertThat(windows.reasons()).containsExactly(RejectReason.MALFORMED_TEXT);
        assertThat(windows.rejects.get(0).raw()).isEqualTo("1,\uFFFD");
        assertThat(windows.rows).containsExactly(List.of("2", "x"));
        assertThat(windows.offsets).containsExactly(8L);

        byte[] odd = joined("a,b\n1,2\n3,4".getBytes(StandardCharsets.UTF_16LE), new byte[] {'x'});
        Content utf16 = read(odd, "UTF-16LE");
        assertThat(utf16.rows).containsExactly(List.of("1", "2"));
        assertThat(utf16.reasons()).containsExactly(RejectReason.MALFORMED_TEXT);
        assertThat(utf16.rejectOffsets()).containsExactly(16L);

        Content surrogate = read("a,b\n1,\uD800\n3,4\n".getBytes(StandardCharsets.UTF_8), "US-ASCII");
        assertThat(surrogate.rows).hasSize(2);
        assertThat(read("a,b\n1,é\n".getBytes(StandardCharsets.UTF_8), "US-ASCII")
                        .reasons())
                .containsExactly(RejectReason.MALFORMED_TEXT);
    }

    @Test
    void filesInOneByteEncodingsAreCutAndOthersAreNot() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 200; i++) {
            text.append(i).append(i % 7 == 0 ? ",\"ü\nö\"\n" : ",é\n");
        }
        for (String encoding : List.of("ISO-8859-1", "UTF-16LE", "GB18030")) {
            FilesModel source = source(text.toString().getBytes(Charset.forName(encoding)), encoding);
            List<SourceRange> shards = CsvFixture.split(source, 100);
            assertThat(shards.size() > 1).isEqualTo(encoding.equals("ISO-8859-1"));
            Content cut = CsvFixture.readInShards(source, 100);
            Content whole = CsvFixture.read(source);
            assertThat(cut.rows).isEqualTo(whole.rows).hasSize(200);
            assertThat(cut.offsets).isEqualTo(whole.offsets);
        }
    }

    @Test
    void encodingsThatAreUnknownOrNotSupportedAreRefused() {
        assertThatThrownBy(() -> read(new byte[0], "latin-nine"))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("\"latin-nine\" is not an encoding known here");
        assertThatThrownBy(() -> read(new byte[0], "IBM1047"))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("encoding IBM1047 is not supported");
        assertThatThrownBy(() -> read(new byte[0], "ISO-2022-CN"))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("encoding ISO-2022-CN is not supported");
    }

    @Test
    void offsetsOfLinesOutliveManyLines() {
        LineOffsets lines = new LineOffsets(7);
        List<Long> found = new ArrayList<>();
        for (int line = 1; line <= 1000; line++) {
            lines.add(line * 10L, line * 20L);
            if (line % 100 == 0) {
                found.add(lines.originalOffset(line * 10L - 10));
                found.add(lines.originalOffset(line * 10L + 5));
            }
        }
        assertThat(found).startsWith(1980L, 2000L, 3980L, 4000L).hasSize(20);
    }

    private Content read(byte[] bytes, String encoding) throws IOException {
        return CsvFixture.read(source(bytes, encoding));
    }

    private FilesModel source(byte[] bytes, String encoding) {
        return CsvFixture.source(CsvFixture.write(directory, bytes), CsvFixture.encoded(encoding), "a", "b");
    }

    /** Bytes of the text, without the byte order mark that Java writes for UTF-16. */
    private static long bytes(String text, String encoding) {
        return text.getBytes(Charset.forName(encoding.equals("UTF-16") ? "UTF-16BE" : encoding)).length;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
