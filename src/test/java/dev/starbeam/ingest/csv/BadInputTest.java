package dev.starbeam.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.ingest.csv.CsvFixture.Content;
import dev.starbeam.ingest.csv.CsvOptions.QuotedNewlines;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.reject.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    @TempDir
    Path directory;

    @Test
    void recordsWithTooManyOrTooFewFieldsAreSetAside() throws IOException {
        Content content = read("a,b\n1,2,3\n4\n5,6\n", CsvOptions.RFC_4180);
        assertThat(content.rows).containsExactly(List.of("5", "6"));
        assertThat(content.reasons()).containsExactly(RejectReason.TOO_MANY_FIELDS, RejectReason.TOO_FEW_FIELDS);
        assertThat(content.rejectOffsets()).containsExactly(4L, 10L);
        assertThat(content.rejects.get(0).raw()).isEqualTo("1,2,3");
        assertThat(content.rejects.get(0).detail()).contains("3 fields, but the header has 2");
        assertThat(content.identityHolds()).isTrue();
    }

    @Test
    void anUnterminatedQuoteCostsItsLineOnly() throws IOException {
        Content content = read("a,b\n1,2\n3,\"4\n5,6\n7,8\n", CsvOptions.RFC_4180);
        assertThat(content.rows).containsExactly(List.of("1", "2"), List.of("5", "6"), List.of("7", "8"));
        assertThat(content.reasons()).containsExactly(RejectReason.MALFORMED_QUOTES);
        assertThat(content.rejects.get(0).raw()).isEqualTo("3,\"4");
        assertThat(content.rejects.get(0).column()).isEqualTo("b");
        assertThat(content.identityHolds()).isTrue();
    }

    @Test
    void anUnterminatedQuoteDoesNotSwallowLaterQuotedFields() throws IOException {
        Content content = read("a,b\n3,\"4\n5,\"6\"\n7,8\n", CsvOptions.RFC_4180);
        assertThat(content.rows).containsExactly(List.of("5", "6"), List.of("7", "8"));
        assertThat(content.rejects.get(0).raw()).isEqualTo("3,\"4");
    }

    @Test
    void textAfterAClosingQuoteIsMalformed() throws IOException {
        Content content = read("a,b\n\"1\"x,2\n3,4\n", CsvOptions.RFC_4180);
        assertThat(content.rows).containsExactly(List.of("3", "4"));
        assertThat(content.reasons()).containsExactly(RejectReason.MALFORMED_QUOTES);
        assertThat(content.rejects.get(0).column()).isEqualTo("a");
    }

    /** Each is a file of two columns with one malformed record, which ends before the row 8,9. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,\"two\nlines, it seems\nand \"more\"\" of it\"x",
                "1,\"two\nlines, it seems\nand a \"word,2",
                "1,\"he said \"hi\"\nand left, twice\nthe end\"",
                "1,\"he said \"hi\" and\nleft, twice\nthe \"\"end\"\", at last\"",
                "\"a\"b,\"two\nlines, it seems\"",
            })
    void linesThatMayBeTextOfAMalformedFieldAreNoRows(String record) throws IOException {
        Content content = read("a,b\n0,0\n" + record + "\n8,9\n\"10\",11\n", CsvOptions.RFC_4180);
        assertThat(content.rows).containsExactly(List.of("0", "0"), List.of("8", "9"), List.of("10", "11"));
        assertThat(content.reasons()).containsExactly(RejectReason.MALFORMED_QUOTES);
        assertThat(content.rejects.get(0).raw()).isEqualTo(record);
        assertThat(content.identityHolds()).isTrue();
    }

    @Test
    void manyMalformedRecordsAreRejectedOneByOne() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 3000; i++) {
            text.append(i).append(i % 2 == 0 ? ",\"3\" wide\"\n" : ",4\" high\n");
        }
        Content content = read(text.toString(), CsvOptions.RFC_4180);
        assertThat(content.rejects)
                .hasSize(1500)
                .allMatch(reject -> reject.raw().endsWith(" wide\""));
        assertThat(content.rows).hasSize(1500);
    }

    @Test
    void aQuotedLineBreakIsMalformedWhereNoneIsDeclared() throws IOException {
        CsvOptions csv = CsvFixture.format(',', '"', '"', "UTF-8", List.of(), QuotedNewlines.NO, 1 << 20, true);
        Content content = read("a,b\n1,\"x\ny\"\n3,\"4\"\n", csv);
        assertThat(content.rows).containsExactly(List.of("3", "4"));
        assertThat(content.reasons()).containsExactly(RejectReason.MALFORMED_QUOTES, RejectReason.TOO_FEW_FIELDS);
    }

    @Test
    void aFieldOfTenMegabytesIsRead() throws IOException {
        String large = "x".repeat(10_000_000);
        Content content = read("a,b\n1,\"" + large + "\"\n2,y\n", CsvOptions.RFC_4180);
        assertThat(content.rows).containsExactly(List.of("1", large), List.of("2", "y"));
    }

    @Test
    void aRecordBeyondTheLimitIsSetAsideWithItsBeginning() throws IOException {
        String large = "x".repeat(300_000);
        Content content = read("a,b\n1,2\n1," + large + "\r\n3,4\n", CsvFixture.limited(100_000));
        assertThat(content.rows).containsExactly(List.of("1", "2"), List.of("3", "4"));
        assertThat(content.reasons()).containsExactly(RejectReason.RECORD_TOO_LARGE);
        assertThat(content.rejects.get(0).raw()).hasSize(1 << 16).startsWith("1,xxx");
        assertThat(content.rejects.get(0).sourceOffset()).isEqualTo(8);
        assertThat(content.identityHolds()).isTrue();
    }

    @Test
    void aRecordOfExactlyTheLimitIsRead() throws IOException {
        assertThat(read("a,b\n123,567\n", CsvFixture.limited(7)).rows).containsExactly(List.of("123", "567"));
        assertThat(read("a,b\n123,5678\n", CsvFixture.limited(7)).reasons())
                .containsExactly(RejectReason.RECORD_TOO_LARGE);
        assertThat(read("a,b\n123,567", CsvFixture.limited(7)).rows).hasSize(1);
        assertThat(read("a,b\n123,5678", CsvFixture.limited(7)).rejects).hasSize(1);
    }

    @Test
    void nulBytesAreNoText() throws IOException {
        Content content = read("a,b\n1,x\0y\n3,4\n", CsvOptions.RFC_4180);
        assertThat(content.rows).containsExactly(List.of("3", "4"));
        assertThat(content.reasons()).containsExactly(RejectReason.MALFORMED_TEXT);
        assertThat(content.rejects.get(0).detail()).contains("NUL in column b (field 2), byte 4 of the record");
        assertThat(content.rejects.get(0).raw()).isEqualTo("1,x\uFFFDy");
    }

    @Test
    void bytesInAnotherEncodingAreSetAsideAndShown() throws IOException {
        byte[] latin = "a,b\n1,Zürich\n2,Bern\n".getBytes(StandardCharsets.ISO_8859_1);
        Content content = CsvFixture.read(source(latin, CsvOptions.RFC_4180));
        assertThat(content.rows).containsExactly(List.of("2", "Bern"));
        assertThat(content.reasons()).containsExactly(RejectReason.MALFORMED_TEXT);
        assertThat(content.rejects.get(0).raw()).isEqualTo("1,Z\uFFFDrich");
        assertThat(content.rejects.get(0).column()).isEqualTo("b");
    }

    /** What a batch takes doesn't grow with the columns. */
    @Test
    void aFileOfTwentyThousandColumnsIsReadInSmallBatches() throws IOException {
        String[] names = IntStream.range(0, 20_000).mapToObj(i -> "c" + i).toArray(String[]::new);
        String row = String.join(",", Collections.nCopies(20_000, "1"));
        byte[] bytes = (String.join(",", names) + "\n" + (row + "\n").repeat(100)).getBytes(StandardCharsets.UTF_8);
        FilesModel source = CsvFixture.source(CsvFixture.write(directory, bytes), CsvOptions.RFC_4180, names);
        try (CsvBatchReader reader = CsvBatchReader.open(source, CsvFixture.whole(source), reject -> {})) {
            int rows = 0;
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                assertThat(batch.rows()).isLessThanOrEqualTo(64);
                rows += batch.rows();
            }
            assertThat(rows).isEqualTo(100);
        }
    }

    @Test
    void binaryJunkIsSetAsideRecordByRecord() throws IOException {
        ByteArrayOutputStream junk = new ByteArrayOutputStream();
        junk.writeBytes("a,b\n".getBytes(StandardCharsets.UTF_8));
        byte[] random = new byte[200_000];
        new Random(7).nextBytes(random);
        junk.writeBytes(random);
        junk.writeBytes("\n1,2\n".getBytes(StandardCharsets.UTF_8));
        Content content = CsvFixture.read(source(junk.toByteArray(), CsvOptions.RFC_4180));
        assertThat(content.identityHolds()).isTrue();
        assertThat(content.rejects).hasSizeGreaterThan(1000);
        assertThat(content.rows).contains(List.of("1", "2"));
    }

    private Content read(String text, CsvOptions csv) throws IOException {
        return CsvFixture.read(source(text.getBytes(StandardCharsets.UTF_8), csv));
    }

    private FilesModel source(byte[] bytes, CsvOptions csv) {
        return CsvFixture.source(CsvFixture.write(directory, bytes), csv, "a", "b");
    }
}
