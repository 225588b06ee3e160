package dev.starbeam.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.ingest.csv.CsvFixture.Content;
import dev.starbeam.ingest.csv.CsvOptions.QuotedNewlines;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.model.source.HeaderPolicy.Extra;
import dev.starbeam.model.source.HeaderPolicy.Missing;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.source.InvalidSourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not quite what they should be, and are read all the same, or refused with a reason. */
class CsvLeniencyTest {
    @TempDir
    Path directory;

    @Test
    void spacesBeforeAQuoteAreNoText() throws IOException {
        Content content = read("a, b\n1, \"x, y\"\n 2,   \"z\"\n3, w\n4, \"u\" v\n  \"5\",6\n", "a", "b");
        assertThat(content.rows)
                .containsExactly(List.of("1", "x, y"), List.of(" 2", "z"), List.of("3", " w"), List.of("5", "6"));
        assertThat(content.reasons()).containsExactly(RejectReason.MALFORMED_QUOTES);
    }

    @Test
    void linesAboveTheHeaderArePassedOverWhateverIsInThem() throws IOException {
        CsvOptions csv = new CsvOptions(",", '"', '"', "UTF-8", List.of(), QuotedNewlines.AUTO, 1 << 20, true, 3);
        byte[] text = "sep=,\n\"a title\r\n\na,b\n1,2\n3,4\n5,6\n".getBytes(StandardCharsets.UTF_8);
        FilesModel source = CsvFixture.source(CsvFixture.write(directory, text), csv, "b", "a");
        assertThat(CsvFixture.read(source, 5, 2).rows)
                .containsExactly(List.of("2", "1"), List.of("4", "3"), List.of("6", "5"));
        assertThat(CsvFixture.readInShards(source, 22).rows).hasSize(3);
        assertThat(CsvFixture.read(source).offsets).containsExactly(21L, 25L, 29L);
        FilesModel none =
                CsvFixture.source(CsvFixture.write(directory, "1\n2".getBytes(StandardCharsets.UTF_8)), csv, "a");
        assertThat(CsvFixture.read(none).read).isZero();
    }

    @Test
    void rowsMayEndBeforeTheirLastColumnsWhereColumnsMayBeMissing() throws IOException {
        HeaderPolicy lenient = new HeaderPolicy(Missing.NULL, Extra.IGNORE);
        Path file = CsvFixture.write(directory, "a,b,c\n1,2\n3\n4,5,6\n7,8,9,0\n".getBytes(StandardCharsets.UTF_8));
        FilesModel source = CsvFixture.source(file.toString(), CsvOptions.RFC_4180, lenient, "c", "a", "b");
        Content content = CsvFixture.read(source, 16, 2);
        assertThat(content.rows)
                .containsExactly(Arrays.asList(null, "1", "2"), Arrays.asList(null, "3", null), List.of("6", "4", "5"));
        assertThat(content.reasons()).containsExactly(RejectReason.TOO_MANY_FIELDS);
        try (CsvBatchReader reader = CsvBatchReader.open(source, CsvFixture.whole(source), reject -> {})) {
            reader.next();
            assertThat(reader.notes()).containsEntry("rows_short", 2L);
        }
    }

    @Test
    void aNulByteMayMeanNullButIsNoText() throws IOException {
        CsvOptions csv = CsvFixture.format(',', '"', '"', "UTF-8", List.of("\0"), QuotedNewlines.AUTO, 1 << 20, true);
        Content content = CsvFixture.read(directory, "a,b\n1,\0\n\0,\0\n\0\0,2\n3,x\0\n4,\"\0\"\n", csv, "a", "b");
        assertThat(content.rows).containsExactly(Arrays.asList("1", null), Arrays.asList(null, null));
        assertThat(content.reasons())
                .containsExactly(RejectReason.MALFORMED_TEXT, RejectReason.MALFORMED_TEXT, RejectReason.MALFORMED_TEXT);
    }

    @Test
    void aColumnSpelledAlikeIsTheColumnAndThatIsNoted() throws IOException {
        HeaderPolicy lenient = new HeaderPolicy(Missing.NULL, Extra.IGNORE);
        String header = "Customer_ID,\u00A0CITY\u200B,Straße,cafe\u0301,x";
        Path file = CsvFixture.write(directory, (header + "\n1,2,3,4,5\n").getBytes(StandardCharsets.UTF_8));
        FilesModel source = CsvFixture.source(
                file.toString(), CsvOptions.RFC_4180, lenient, "customer_id", "city", "STRASSE", "Café", "x", "y");
        assertThat(CsvFixture.read(source).rows).containsExactly(Arrays.asList("1", "2", "3", "4", "5", null));
        try (CsvBatchReader reader = CsvBatchReader.open(source, CsvFixture.whole(source), reject -> {})) {
            assertThat(reader.notes().keySet())
                    .containsExactlyInAnyOrder(
                            "files_lacking.y",
                            "files_spelling.Café as cafe\u0301",
                            "files_spelling.STRASSE as Straße",
                            "files_spelling.city as \u00A0CITY\u200B",
                            "files_spelling.customer_id as Customer_ID");
        }
    }

    @Test
    void anExactNameWinsAndTwoAlikeAreRefused() throws IOException {
        assertThat(read("ID,id,Id\n1,2,3\n", "id", "Id").rows).containsExactly(List.of("2", "3"));
        assertThatThrownBy(() -> read("ID,Id\n1,2\n", "id"))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("both \"ID\" and \"Id\" could be the column \"id\"");
    }

    /** What may be missing is no excuse for a file of another kind, or one that is decoded wrongly. */
    @Test
    void aColumnThatOnlySeemsToBeMissingIsNotNull() {
        HeaderPolicy lenient = new HeaderPolicy(Missing.NULL, Extra.IGNORE);
        Path file = CsvFixture.write(directory, "id,größe\n1,2\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> CsvFixture.read(
                        CsvFixture.source(file.toString(), CsvFixture.encoded("windows-1252"), lenient, "id", "größe")))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("Declare encoding: utf-8");
        assertThatThrownBy(() ->
                        CsvFixture.read(CsvFixture.source(file.toString(), CsvOptions.RFC_4180, lenient, "a", "b")))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("It has none of the source's columns");
    }

    private Content read(String text, String... columns) throws IOException {
        return CsvFixture.read(directory, text, CsvOptions.RFC_4180, columns);
    }
}
