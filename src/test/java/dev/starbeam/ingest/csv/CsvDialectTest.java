package dev.starbeam.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.ingest.csv.CsvFixture.Content;
import dev.starbeam.ingest.csv.CsvOptions.QuotedNewlines;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.model.source.HeaderPolicy.Extra;
import dev.starbeam.model.source.HeaderPolicy.Missing;
import dev.starbeam.source.InvalidSourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvDialectTest {
    @TempDir
    Path directory;

    @Test
    void plainFieldsAreRead() throws IOException {
        assertThat(read("a,b,c\n1,2,3\n", "a", "b", "c").rows).containsExactly(List.of("1", "2", "3"));
    }

    @Test
    void aDelimiterInsideQuotesIsText() throws IOException {
        Content content = read("""
                first,last,address,city,zip
                John,Doe,120 any st.,"Anytown, WW",08123
                """, "first", "last", "address", "city", "zip");
        assertThat(content.rows).containsExactly(List.of("John", "Doe", "120 any st.", "Anytown, WW", "08123"));
        assertThat(content.raws).containsExactly("John,Doe,120 any st.,\"Anytown, WW\",08123");
    }

    @Test
    void emptyFieldsAreEmptyTexts() throws IOException {
        assertThat(read("a,b,c\n1,\"\",\"\"\n2,,\n", "a", "b", "c").rows)
                .containsExactly(List.of("1", "", ""), List.of("2", "", ""));
    }

    @Test
    void emptyFieldsAreEmptyTextsWithCarriageReturns() throws IOException {
        assertThat(read("a,b,c\r\n1,\"\",\"\"\r\n2,3,\r\n", "a", "b", "c").rows)
                .containsExactly(List.of("1", "", ""), List.of("2", "3", ""));
    }

    @Test
    void doubledQuotesAreQuotes() throws IOException {
        assertThat(read("a,b\n1,\"ha \"\"ha\"\" ha\"\n3,\"\"\"\"\n", "a", "b").rows)
                .containsExactly(List.of("1", "ha \"ha\" ha"), List.of("3", "\""));
    }

    @Test
    void quotedTextMayBeJson() throws IOException {
        assertThat(read("key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"at\"\": [102.0, 0.5]}\"\n", "key", "val").rows)
                .containsExactly(List.of("1", "{\"type\": \"Point\", \"at\": [102.0, 0.5]}"));
    }

    @Test
    void quotedLineBreaksAreText() throws IOException {
        Content content = read("a,b\n1,\"Once upon \na time\"\n\"\r\n\",4\n", "a", "b");
        assertThat(content.rows).containsExactly(List.of("1", "Once upon \na time"), List.of("\r\n", "4"));
        assertThat(content.offsets).containsExactly(4L, 26L);
    }

    @Test
    void quotedLineBreaksAndDoubledQuotesMix() throws IOException {
        assertThat(read("a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n", "a", "b").rows)
                .containsExactly(List.of("1", "ha \n\"ha\" \nha"), List.of("3", "4"));
    }

    @Test
    void lineBreaksOfAllKindsMix() throws IOException {
        Content content = read("a,b\r\n1,2\r3,4\n5,6\r\n7,8", "a", "b");
        assertThat(content.rows)
                .containsExactly(List.of("1", "2"), List.of("3", "4"), List.of("5", "6"), List.of("7", "8"));
        assertThat(content.offsets).containsExactly(5L, 9L, 13L, 18L);
    }

    @Test
    void textBeyondAsciiIsKept() throws IOException {
        assertThat(read("a,b\n1,ʤ\n2,\"日本, €\"\n3,😀\n", "a", "b").rows)
                .containsExactly(List.of("1", "ʤ"), List.of("2", "日本, €"), List.of("3", "😀"));
    }

    @Test
    void quotesAndBlanksInsideUnquotedFieldsAreText() throws IOException {
        assertThat(read("a,b\n5\" pipe, \"x\" \n", "a", "b").rows).containsExactly(List.of("5\" pipe", "x"));
    }

    @Test
    void coordinatesWithDegreesAndQuotesAreRead() throws IOException {
        assertThat(read("lat,long\n\"40° 26' 46\"\" N\",\"79° 58' 56\"\" W\"\n", "lat", "long").rows)
                .containsExactly(List.of("40° 26' 46\" N", "79° 58' 56\" W"));
    }

    @Test
    void aByteOrderMarkIsNoText() throws IOException {
        Content content = read("\uFEFFa,b\n1,2\n", "a", "b");
        assertThat(content.rows).containsExactly(List.of("1", "2"));
        assertThat(content.offsets).containsExactly(7L);
    }

    /** Files that were joined bring their marks along. */
    @Test
    void aByteOrderMarkWithinAFileIsNoText() throws IOException {
        Content content = read("\uFEFFa,b\n1,2\n\uFEFF\"3\",4\n\uFEFF\n\uFEFF\uFEFF5,\"6\n\uFEFF7\"\n\uFEFF", "a", "b");
        assertThat(content.rows).containsExactly(List.of("1", "2"), List.of("3", "4"), List.of("5", "6\n\uFEFF7"));
        assertThat(content.offsets).containsExactly(7L, 14L, 30L);
        assertThat(content.raws).startsWith("1,2", "\"3\",4");
        assertThat(read("\uFEFFa\n1\n\uFEFF2\n\uFEFF", "a").rows).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void emptyLinesAreIgnoredUnlessTheFileHasOneColumn() throws IOException {
        Content two = read("\n\na,b\n\n1,2\n\r\n\n3,4\n\n", "a", "b");
        assertThat(two.rows).containsExactly(List.of("1", "2"), List.of("3", "4"));
        assertThat(two.read).isEqualTo(2);
        assertThat(read("a\n1\n\n2\n", "a").rows).containsExactly(List.of("1"), List.of(""), List.of("2"));
    }

    @Test
    void aFileOfNothingOrOfAHeaderHasNoRows() throws IOException {
        for (String text : List.of("", "\n", "\uFEFF", "a,b", "a,b\n", "a,b\r\n")) {
            Content content = read(text, "a", "b");
            assertThat(content.rows).isEmpty();
            assertThat(content.read).isZero();
        }
    }

    @Test
    void declaredDelimiterQuoteAndEscapeAreObeyed() throws IOException {
        CsvOptions csv = CsvFixture.format(';', '\'', '\\', "UTF-8", List.of(), QuotedNewlines.AUTO, 1 << 20, true);
        assertThat(CsvFixture.read(directory, "a;b\n'it\\'s; \\\\ \\n';\"2\"\n", csv, "a", "b").rows)
                .containsExactly(List.of("it's; \\ \\n", "\"2\""));
    }

    @Test
    void withoutAQuoteCharacterQuotesAreText() throws IOException {
        CsvOptions csv =
                CsvFixture.format('\t', (char) 0, (char) 0, "UTF-8", List.of(), QuotedNewlines.AUTO, 1 << 20, true);
        assertThat(CsvFixture.read(directory, "a\tb\n\"1\t2\"\n", csv, "a", "b").rows)
                .containsExactly(List.of("\"1", "2\""));
    }

    @Test
    void onlyUnquotedNullTextsAreNull() throws IOException {
        CsvOptions csv =
                CsvFixture.format(',', '"', '"', "UTF-8", List.of("", "NULL"), QuotedNewlines.AUTO, 1 << 20, true);
        assertThat(CsvFixture.read(directory, "a,b\n,\"\"\nNULL,\"NULL\"\nnull,NULLS\n", csv, "a", "b").rows)
                .containsExactly(Arrays.asList(null, ""), Arrays.asList(null, "NULL"), Arrays.asList("null", "NULLS"));
    }

    @Test
    void columnsAreMatchedByNameInAnyOrder() throws IOException {
        assertThat(read(" c ,\"a\",x,b\n3,1,?,2\n", "a", "b", "c").rows).containsExactly(List.of("1", "2", "3"));
    }

    @Test
    void aMissingColumnFailsOrIsNullAsDeclared() throws IOException {
        assertThatThrownBy(() -> read("a,Customer ID\n1,2\n", "a", "customer_id"))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("data.csv lacks \"customer_id\" of source raw_test")
                .hasMessageContaining("\"Customer ID\" and \"customer_id\" differ only in case");
        HeaderPolicy lenient = new HeaderPolicy(Missing.NULL, Extra.IGNORE);
        Path file = CsvFixture.write(directory, "a,x\n1,2\n".getBytes(StandardCharsets.UTF_8));
        FilesModel source = CsvFixture.source(file.toString(), CsvOptions.RFC_4180, lenient, "a", "b");
        assertThat(CsvFixture.read(source).rows).containsExactly(Arrays.asList("1", null));
    }

    @Test
    void anExtraColumnFailsWhereDeclared() {
        HeaderPolicy strict = new HeaderPolicy(Missing.FAIL, Extra.FAIL);
        Path file = CsvFixture.write(directory, "a,x\n1,2\n".getBytes(StandardCharsets.UTF_8));
        FilesModel source = CsvFixture.source(file.toString(), CsvOptions.RFC_4180, strict, "a");
        assertThatThrownBy(() -> CsvFixture.read(source))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("data.csv has \"x\", which source raw_test does not declare");
    }

    @Test
    void withoutAHeaderDeclaredColumnsAreMatchedByPosition() throws IOException {
        Content content = CsvFixture.read(directory, "\uFEFF1,2\n3,4\n", CsvFixture.noHeader(), "a", "b");
        assertThat(content.rows).containsExactly(List.of("1", "2"), List.of("3", "4"));
        assertThat(content.offsets).containsExactly(3L, 7L);
    }

    @Test
    void everyRowSaysWhereItCameFrom() throws IOException {
        Path file = CsvFixture.write(directory, "a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        FilesModel source = CsvFixture.source(file, CsvOptions.RFC_4180, "b", "a");
        try (CsvBatchReader reader = CsvBatchReader.open(source, CsvFixture.whole(source), reject -> {})) {
            ColumnBatch batch = reader.next();
            assertThat(batch.schema()).isEqualTo(CsvFixture.files(source).batchSchema());
            assertThat(batch.schema().names())
                    .containsExactly("b", "a", Provenance.SOURCE_FILE, Provenance.SOURCE_OFFSET, Provenance.RAW);
            assertThat(batch.text(Provenance.SOURCE_FILE).string(1)).isEqualTo(file.toString());
            assertThat(batch.text("b").bytes()).isSameAs(batch.text("a").bytes());
            assertThat(reader.next()).isNull();
            assertThat(reader.bytesRead()).isEqualTo(12);
        }
    }

    private Content read(String text, String... columns) throws IOException {
        return CsvFixture.read(directory, text, CsvOptions.RFC_4180, columns);
    }
}
