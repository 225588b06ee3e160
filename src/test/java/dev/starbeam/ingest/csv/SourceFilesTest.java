package dev.starbeam.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.Field;
import dev.starbeam.ingest.Sources;
import dev.starbeam.ingest.file.BeamFiles;
import dev.starbeam.ingest.file.GlobAlternatives;
import dev.starbeam.model.loading.source.UnknownColumnsException;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.source.ChangedSourceException;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourceRange;
import dev.starbeam.source.UnreadableSourceException;
import dev.starbeam.spill.MemoryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
    @TempDir
    Path directory;

    @Test
    void alternativesInBracesAreExpanded() {
        assertThat(GlobAlternatives.expand("gs://x/{a,b{1,2}}/y_{c,}.csv"))
                .containsExactly(
                        "gs://x/a/y_c.csv",
                        "gs://x/b1/y_c.csv",
                        "gs://x/b2/y_c.csv",
                        "gs://x/a/y_.csv",
                        "gs://x/b1/y_.csv",
                        "gs://x/b2/y_.csv");
        assertThat(GlobAlternatives.expand("a{b.csv")).containsExactly("a{b.csv");
        assertThat(GlobAlternatives.expand("a}b.csv")).containsExactly("a}b.csv");
    }

    @Test
    void filesAreListedOnceByPathWithSizeAndTime() throws IOException {
        for (String name : List.of("b.csv", "a.csv", "c.txt")) {
            Files.writeString(directory.resolve(name), "x\n1\n");
        }
        Files.createDirectory(directory.resolve("d"));
        List<SourceFile> files = list(directory + "/{*.csv,a.*,none_*.csv}");
        assertThat(files.stream().map(SourceFile::path)).containsExactly(directory + "/a.csv", directory + "/b.csv");
        assertThat(files.get(0).size()).isEqualTo(4);
        assertThat(files.get(0).lastModifiedMillis()).isPositive();
    }

    /** As ties between rows are settled, so that it doesn't matter which files are read together. */
    @Test
    void filesAreListedInTheOrderOfCodePoints() throws IOException {
        FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
        for (String name : List.of("😀", "Ａ", "z", "é")) {
            MemoryFiles.write("memory://orders/" + name + ".csv");
        }
        assertThat(list("memory://orders/*.csv").stream().map(SourceFile::path))
                .containsExactly(
                        "memory://orders/z.csv",
                        "memory://orders/é.csv",
                        "memory://orders/Ａ.csv",
                        "memory://orders/😀.csv");
        MemoryFiles.clear();
    }

    /** A name that would be a pattern is met by a pattern all the same. */
    @Test
    void remoteFilesThatWereReadAreLookedAtAgain() throws IOException {
        FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
        MemoryFiles.write("memory://orders/day[1].csv");
        MemoryFiles.write("memory://orders/day 2?.csv");
        List<SourceFile> files = list("memory://orders/*.csv");
        new BeamFiles().requireUnchanged("memory://orders/*.csv", files);
        MemoryFiles.clear();
        MemoryFiles.write("memory://orders/day[1].csv");
        assertThatThrownBy(() -> new BeamFiles().requireUnchanged("memory://orders/*.csv", files))
                .isInstanceOf(ChangedSourceException.class)
                .hasMessageContaining("day 2?.csv was changed while it was read: it is not there any more");
        MemoryFiles.clear();
    }

    @Test
    void aMissingFileAndAnUnknownSchemeAreNamed() {
        assertThatThrownBy(() -> list(directory + "/orders.csv"))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("source raw_test: no file matches " + directory + "/orders.csv");
        assertThatThrownBy(() -> list(directory.toString())).isInstanceOf(InvalidSourceException.class);
        assertThatThrownBy(() -> list("nosuch://bucket/*.csv"))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("nosuch://bucket/*.csv");
    }

    @Test
    void headersAreReadFromTheFirstFileThatIsNotEmpty() throws IOException {
        Files.writeString(directory.resolve("1.csv"), "");
        Files.writeString(directory.resolve("2.csv"), "\uFEFF id ,\"the \"\"name\"\" \"\n1,2\n");
        assertThat(headers("*.csv")).containsExactly("id", "the \"name\"");
    }

    @Test
    void headersThatCannotBeUsedAreExplained() throws IOException {
        assertHeaderFault("", "every file that matches is empty");
        assertHeaderFault("a,b,c,b\n", "names the column \"b\" twice, as columns 2 and 4");
        assertHeaderFault("a,\"b\n1,2\n", "a quote in it is not closed");
        assertHeaderFault("a,b\u0000\n", "it is not text in UTF-8");
        assertThatThrownBy(() -> headers("none.csv"))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("none.csv");
        Files.write(directory.resolve("packed.csv"), new byte[] {0x1F, (byte) 0x8B, 8, 0, 0});
        assertThatThrownBy(() -> headers("packed.csv")).hasMessageContaining("the gzip data ends in the middle");
        Files.writeString(directory.resolve("plain.csv.gz"), "a,b\n");
        assertThatThrownBy(() -> headers("plain.csv.gz")).isInstanceOf(UnreadableSourceException.class);
        Files.write(directory.resolve("wide.csv"), "a,b\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> headers("wide.csv")).hasMessageContaining("declare encoding: UTF-16");
    }

    @Test
    void columnsWithoutANameAreNamedByTheirPlace() throws IOException {
        Files.writeString(directory.resolve("index.csv"), ",a, \n0,1,2\n");
        assertThat(headers("index.csv")).containsExactly("column_1", "a", "column_3");
        FilesModel source =
                CsvFixture.source(directory.resolve("index.csv"), CsvOptions.RFC_4180, "column_3", "a", "column_1");
        assertThat(CsvFixture.read(source).rows).containsExactly(List.of("2", "1", "0"));
    }

    @Test
    void filesWithoutHeaderMustBeThereAndReadable() throws IOException {
        Files.writeString(directory.resolve("a.csv"), "1,1\n");
        Files.writeString(directory.resolve("b.csv.gz"), "1,1\n");
        assertThat(columns("a.csv", CsvFixture.noHeader())).isEmpty();
        assertThatThrownBy(() -> columns("b.csv.gz", CsvFixture.noHeader()))
                .isInstanceOf(UnreadableSourceException.class);
        assertThatThrownBy(() -> columns("c.csv", CsvFixture.noHeader())).isInstanceOf(InvalidSourceException.class);
    }

    @Test
    void aFileThatWentAwayAfterItWasListedIsUnreadable() throws IOException {
        Path file = directory.resolve("a.csv");
        Files.writeString(file, "x\n1\n");
        FilesModel source = CsvFixture.source(file, CsvOptions.RFC_4180, "x");
        SourceRange shard = CsvFixture.whole(source);
        Files.delete(file);
        assertThatThrownBy(() -> CsvBatchReader.open(source, shard, reject -> {}))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining(file.toString());
    }

    private void assertHeaderFault(String text, String message) throws IOException {
        Files.writeString(directory.resolve("bad.csv"), text);
        assertThatThrownBy(() -> headers("bad.csv"))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining(message);
    }

    private List<String> columns(String name, CsvOptions csv) throws IOException {
        FilesModel source = CsvFixture.source(directory + "/" + name, csv, HeaderPolicy.DEFAULT);
        try {
            return Sources.builtIn().columns(source).stream().map(Field::name).toList();
        } catch (UnknownColumnsException e) {
            throw (IOException) e.getCause();
        }
    }

    private List<String> headers(String name) throws IOException {
        return columns(name, CsvOptions.RFC_4180);
    }

    private static List<SourceFile> list(String location) throws IOException {
        return new BeamFiles().list("source raw_test", location);
    }
}
