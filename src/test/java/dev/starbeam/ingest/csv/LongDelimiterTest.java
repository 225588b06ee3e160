package dev.starbeam.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.ingest.csv.CsvFixture.Content;
import dev.starbeam.ingest.csv.CsvOptions.QuotedNewlines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A delimiter of several characters stands where one of one character might, whatever else of it is in the texts. */
class LongDelimiterTest {
    private static Path directory;

    @BeforeContainer
    static void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("long-delimiter");
    }

    @AfterContainer
    static void removeDirectory() throws IOException {
        Files.deleteIfExists(directory.resolve("data.csv"));
        Files.delete(directory);
    }

    @Property(tries = 400)
    void itIsReadAsACommaIs(
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 1, max = 30) int chunkBytes,
            @ForAll QuotedNewlines newlines)
            throws IOException {
        Assume.that(!text.contains("+|"));
        Content commas = read(text, ",", newlines, chunkBytes);
        Content found = read(text.replace(",", "+|"), "+|", newlines, chunkBytes);
        assertThat(found.rows)
                .isEqualTo(commas.rows.stream()
                        .map(row -> row.stream()
                                .map(value -> value.replace(",", "+|"))
                                .toList())
                        .toList());
        assertThat(found.raws)
                .isEqualTo(
                        commas.raws.stream().map(raw -> raw.replace(",", "+|")).toList());
        assertThat(found.reasons()).isEqualTo(commas.reasons());
        assertThat(found.rejectOffsets())
                .isEqualTo(commas.rejectOffsets().stream()
                        .map(offset -> offset + commasBefore(text, offset))
                        .toList());
        assertThat(found.read).isEqualTo(commas.read);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars(",,,\"\"\n\n +|ab").ofMaxLength(60);
    }

    private static long commasBefore(String text, long offset) {
        return text.chars().limit(offset).filter(c -> c == ',').count();
    }

    private static Content read(String text, String delimiter, QuotedNewlines newlines, int chunkBytes)
            throws IOException {
        CsvOptions csv = new CsvOptions(delimiter, '"', '"', "UTF-8", List.of(), newlines, 1 << 20, false, 0);
        Path file = CsvFixture.write(directory, text.getBytes(StandardCharsets.UTF_8));
        return CsvFixture.read(CsvFixture.source(file, csv, "a", "b"), chunkBytes, 4);
    }

    @Example
    void partsOfItAreText() throws IOException {
        CsvOptions csv = new CsvOptions("||", (char) 0, '"', "UTF-8", List.of(), QuotedNewlines.AUTO, 1 << 20, true, 0);
        assertThat(CsvFixture.read(directory, "a||b\n1|2||\"3\n|||4|\n5||", csv, "a", "b").rows)
                .containsExactly(List.of("1|2", "\"3"), List.of("", "|4|"), List.of("5", ""));
    }

    /** Behind a text so long that a line break in it would count as evidence for a stray quote. */
    @Example
    void theBytesAtHandMayEndWithinIt() throws IOException {
        String text = "x\n" + "y".repeat(StrayQuotes.LOOK_AHEAD + 10);
        for (int chunkBytes = text.length() - 2; chunkBytes < text.length() + 8; chunkBytes++) {
            assertThat(read("\"" + text + "\"+|b\n", "+|", QuotedNewlines.AUTO, chunkBytes).rows)
                    .as("cut at %d", chunkBytes)
                    .containsExactly(List.of(text, "b"));
        }
    }

    @Example
    void itMayBeBeyondAscii() throws IOException {
        CsvOptions csv = new CsvOptions("¦", '"', '"', "ISO-8859-1", List.of(), QuotedNewlines.AUTO, 1 << 20, true, 0);
        Path file = CsvFixture.write(directory, "a¦b\n§¦\"¦\"\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(CsvFixture.read(CsvFixture.source(file, csv, "a", "b")).rows).containsExactly(List.of("§", "¦"));
    }
}
