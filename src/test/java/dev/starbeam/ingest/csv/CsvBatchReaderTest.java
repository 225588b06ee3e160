package dev.starbeam.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.starbeam.ingest.csv.CsvFixture.Content;
import dev.starbeam.ingest.csv.CsvOptions.QuotedNewlines;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class CsvBatchReaderTest {
    private static Path directory;

    @BeforeContainer
    static void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("csv");
    }

    @AfterContainer
    static void removeDirectory() throws IOException {
        Files.deleteIfExists(directory.resolve("data.csv"));
        Files.delete(directory);
    }

    @Property(tries = 400)
    void anyBytesAreReadAsTheModelReadsThem(
            @ForAll("structuralBytes") byte[] bytes, @ForAll @IntRange(min = 1, max = 40) int maxRecordBytes)
            throws IOException {
        Content content = CsvFixture.read(source(bytes, maxRecordBytes, "a", "b"), 8, 3);
        assertThat(content.identityHolds()).isTrue();
        assertThat(outcomes(content)).isEqualTo(modelOutcomes(bytes, maxRecordBytes));
    }

    @Property(tries = 200)
    void anyBytesAtAllKeepTheIdentity(@ForAll byte[] bytes) throws IOException {
        Content content = CsvFixture.read(source(bytes, 1 << 20, "a"), 16, 5);
        assertThat(content.identityHolds()).isTrue();
        assertThat(content.bytesRead).isEqualTo(bytes.length);
    }

    @Property(tries = 400)
    void anyCutIntoShardsGivesTheSameRecords(
            @ForAll("structuralBytes") byte[] bytes,
            @ForAll @IntRange(min = 1, max = 60) int shardBytes,
            @ForAll QuotedNewlines newlines)
            throws IOException {
        CsvOptions csv = CsvFixture.format(',', '"', '"', "UTF-8", List.of(), newlines, 30, false);
        FilesModel source = CsvFixture.source(CsvFixture.write(directory, bytes), csv, "a", "b");
        assertSame(CsvFixture.readInShards(source, shardBytes), CsvFixture.read(source));
    }

    @Property(tries = 300)
    void anyChunkAndBatchSizeGivesTheSameRecords(
            @ForAll("structuralBytes") byte[] bytes,
            @ForAll @IntRange(min = 1, max = 40) int chunkBytes,
            @ForAll @IntRange(min = 1, max = 5) int maxRows)
            throws IOException {
        FilesModel source = source(bytes, 25, "a", "b");
        assertSame(CsvFixture.read(source, chunkBytes, maxRows), CsvFixture.read(source));
    }

    @Property(tries = 300)
    void aTableThatWasWrittenIsReadBack(@ForAll("tables") List<List<String>> table) throws IOException {
        StringBuilder text = new StringBuilder("a,b,c\n");
        table.forEach(row -> text.append(String.join(
                        ",", row.stream().map(CsvBatchReaderTest::quoted).toList()))
                .append("\r\n"));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        FilesModel source = CsvFixture.source(CsvFixture.write(directory, bytes), CsvOptions.RFC_4180, "a", "b", "c");
        Content content = CsvFixture.read(source, 32, 4);
        assertThat(content.rows).isEqualTo(table);
        assertThat(CsvFixture.readInShards(source, 20).rows).isEqualTo(table);
    }

    @Property(tries = 300)
    void validFilesAreReadAsFastCsvReadsThem(@ForAll("tables") List<List<String>> table) throws IOException {
        StringBuilder text = new StringBuilder("x,y,z\n");
        table.forEach(row -> text.append(String.join(
                        ",",
                        row.stream().map(CsvBatchReaderTest::sparinglyQuoted).toList()))
                .append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        FilesModel source = CsvFixture.source(CsvFixture.write(directory, bytes), CsvOptions.RFC_4180, "x", "y", "z");
        assertThat(CsvFixture.read(source, 40, 4).rows).isEqualTo(fastCsv(text.toString()));
    }

    @Provide
    Arbitrary<byte[]> structuralBytes() {
        return Arbitraries.of((byte) 'a', (byte) 'b', (byte) ',', (byte) '"', (byte) '\n', (byte) '\r', (byte) ' ')
                .array(byte[].class)
                .ofMaxSize(90);
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars('a', 'é', '漢', ' ', ',', '"', '\n', '\r', ';')
                .ofMaxLength(12);
        return text.list().ofSize(3).list().ofMaxSize(12);
    }

    private static FilesModel source(byte[] bytes, int maxRecordBytes, String... columns) {
        CsvOptions csv =
                CsvFixture.format(',', '"', '"', "UTF-8", List.of(), QuotedNewlines.AUTO, maxRecordBytes, false);
        return CsvFixture.source(CsvFixture.write(directory, bytes), csv, columns);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    private static String sparinglyQuoted(String value) {
        boolean needed = value.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return needed ? quoted(value) : value;
    }

    private static List<List<String>> fastCsv(String text) {
        try (Stream<CsvRecord> records = CsvReader.builder().ofCsvRecord(text).stream()) {
            return records.skip(1).map(CsvRecord::getFields).toList();
        }
    }

    /** What became of each record, by its offset. */
    private static List<String> outcomes(Content content) {
        TreeMap<Long, String> byOffset = new TreeMap<>();
        for (int i = 0; i < content.rows.size(); i++) {
            byOffset.put(content.offsets.get(i), content.rows.get(i).toString());
        }
        for (RejectedRow reject : content.rejects) {
            byOffset.put(reject.sourceOffset(), reject.reason().toString());
        }
        assertThat(byOffset).hasSize((int) content.read);
        return byOffset.entrySet().stream().map(Object::toString).toList();
    }

    private static List<String> modelOutcomes(byte[] bytes, int maxRecordBytes) {
        List<String> outcomes = new ArrayList<>();
        for (RecordModel.Found found : new RecordModel(bytes, maxRecordBytes).records()) {
            boolean blank = isBlank(bytes, (int) found.offset());
            if (!blank) {
                outcomes.add(found.offset() + "=" + outcome(found));
            }
        }
        return outcomes;
    }

    private static boolean isBlank(byte[] bytes, int offset) {
        return bytes[offset] == '\n' || bytes[offset] == '\r';
    }

    private static String outcome(RecordModel.Found found) {
        return switch (found.outcome()) {
            case "TOO_LARGE" -> RejectReason.RECORD_TOO_LARGE.toString();
            case "MALFORMED_QUOTES" -> RejectReason.MALFORMED_QUOTES.toString();
            default ->
                found.fields().size() == 2
                        ? found.fields().toString()
                        : found.fields().size() > 2
                                ? RejectReason.TOO_MANY_FIELDS.toString()
                                : RejectReason.TOO_FEW_FIELDS.toString();
        };
    }

    private static void assertSame(Content actual, Content expected) {
        assertThat(actual.rows).isEqualTo(expected.rows);
        assertThat(actual.offsets).isEqualTo(expected.offsets);
        assertThat(actual.raws).isEqualTo(expected.raws);
        assertThat(actual.rejects).isEqualTo(expected.rejects);
        assertThat(actual.read).isEqualTo(expected.read);
    }
}
