package dev.starbeam.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.starbeam.model.source.Compression;
import dev.starbeam.source.ContentSum;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every file that a location means is found, and what matches and is no file is refused. */
class LocalFilesTest {
    private static final BeamFiles FILES = new BeamFiles();

    @TempDir
    Path directory;

    @Test
    void everyFormOfGlobFindsWhatJavaMatches() throws IOException {
        for (String name : List.of("a.csv", "b.csv", "x/a.csv", "x/y/b.csv", "x/y/.c.csv", "z/[1].csv", "z/a b.csv")) {
            Files.createDirectories(directory.resolve(name).getParent());
            Files.writeString(directory.resolve(name), "1");
        }
        for (String glob : List.of(
                "a.csv",
                "*.csv",
                "?.csv",
                "[ab].csv",
                "[!a].csv",
                "*/*.csv",
                "**.csv",
                "**/*.csv",
                "x/**",
                "*/y/*.csv",
                "x/*/?.csv",
                "x/**/b.csv",
                "./x/../a.csv",
                "z/a b.csv")) {
            assertThat(found(glob)).as(glob).isEqualTo(oracle(glob));
        }
        assertThat(found("{a,b,none}.csv")).containsExactly("a.csv", "b.csv");
        assertThat(found("{x/{a,y/b},z/*}.csv")).containsExactly("x/a.csv", "x/y/b.csv", "z/[1].csv", "z/a b.csv");
        assertThat(found("z/[1].csv")).as("as it is").containsExactly("z/[1].csv");
        assertThat(FILES.list("s", "file://" + directory + "/*.csv")).hasSize(2);
    }

    @Test
    void whatMatchesAndIsNoFileIsRefused() throws Exception {
        Files.writeString(directory.resolve("a.csv"), "1");
        Path odd = directory.resolve("odd.csv");
        Files.createSymbolicLink(odd, directory.resolve("nowhere.csv"));
        assertRefused("*.csv", "odd.csv", "a link to what is not there");
        assertRefused("odd.csv", "odd.csv", "a link to what is not there");
        Files.delete(odd);
        Files.createSymbolicLink(odd, odd);
        assertRefused("*.csv", "odd.csv", "it can't be looked at");
        assertThat(found("a*.csv")).containsExactly("a.csv");
        Files.delete(odd);
        Files.createDirectories(odd);
        assertRefused("*.csv", "odd.csv", "it is a directory, and *.csv means files. Add /*");
        assertThat(found("*")).as("everything that is a file").containsExactly("a.csv");
        Files.delete(odd);
        assertThat(new ProcessBuilder("mkfifo", odd.toString()).start().waitFor())
                .isZero();
        assertRefused("*.csv", "odd.csv", "it is a pipe, a device or a socket");
        assertRefused("odd.csv", "odd.csv", "it is a pipe, a device or a socket");
    }

    @Test
    void allThatIsRefusedIsToldAtOnce() throws IOException {
        for (int i = 0; i < 7; i++) {
            Files.createSymbolicLink(directory.resolve(i + ".csv"), directory.resolve("nowhere"));
        }
        assertRefused("*.csv", "0.csv: it is a link", "4.csv: it is a link", "and 2 more");
        assertRefused("{0,5}.csv", "0.csv: it is a link");
        assertRefused("**.csv", "and 2 more");
    }

    @Test
    void aLinkToADirectoryAboveItIsRefused() throws IOException {
        Files.createDirectories(directory.resolve("x"));
        Files.writeString(directory.resolve("x/a.csv"), "1");
        Files.createSymbolicLink(directory.resolve("x/again"), directory.resolve("x"));
        assertRefused("x/**", "x/again", "a link to a directory above it");
        assertRefused("x/*/*.csv", "x/again", "a link to a directory above it");
        assertThat(found("x/*.csv")).containsExactly("x/a.csv");
    }

    @Test
    void aDirectoryThatCanNotBeListedIsRefused() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may list everything");
        Path closed = Files.createDirectories(directory.resolve("closed"));
        Files.writeString(closed.resolve("a.csv"), "1");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            for (String glob : List.of("*/*.csv", "**/*.csv", "closed/*.csv", "{closed,open}/a.csv")) {
                assertRefused(glob, "closed", "permission denied");
            }
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    @Timeout(20)
    void manyAlternativesAndAMissingFileTakeNoTime() throws IOException {
        for (int i = 0; i < 40; i++) {
            Path deep = Files.createDirectories(directory.resolve("d" + i + "/e/f"));
            for (int j = 0; j < 20; j++) {
                Files.writeString(deep.resolve(j + ".csv"), "1");
            }
        }
        String all = "{0,1}".repeat(10);
        assertThatThrownBy(() -> found(all + "/*.csv")).hasMessageContaining("no file matches");
        assertThatThrownBy(() -> found(all + ".csv")).hasMessageContaining("no file matches");
        assertThat(found("d{0,1,2,3,4,5,6,7,8,9}/{e,g}/{f,g,h,i,j}/*{0,1,2,3,4,5,6,7,8,9}.csv"))
                .hasSize(200);
        assertThatThrownBy(() -> found("{0,1}".repeat(40)))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessageContaining("its braces stand for more than 10000 locations");
    }

    /** Times and sizes can be set, which moves the time of the inode. */
    @Test
    void aFileIsAnotherOnceItIsWrittenAgain() throws IOException {
        Path file = Files.writeString(directory.resolve("a.csv"), "1");
        FileTime time = Files.getLastModifiedTime(file);
        SourceFile first = FILES.list("s", file.toString()).get(0);
        FILES.requireUnchanged(directory + "/*.csv", List.of(first));
        assertThat(FILES.list("s", file.toString())).containsExactly(first);
        Files.writeString(file, "2");
        Files.setLastModifiedTime(file, time);
        SourceFile second = FILES.list("s", file.toString()).get(0);
        assertThat(second.lastModifiedMillis()).isEqualTo(first.lastModifiedMillis());
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThatThrownBy(() -> FILES.requireUnchanged(directory + "/*.csv", List.of(first)))
                .hasMessageContaining("a.csv was changed while it was read");
        Files.delete(file);
        assertThatThrownBy(() -> FILES.requireUnchanged(directory + "/*.csv", List.of(second)))
                .hasMessageContaining("is not there any more");
    }

    @Test
    void theContentIsSummedAsReadersSumIt() throws IOException {
        byte[] bytes = new byte[700_000];
        new Random(3).nextBytes(bytes);
        Path file = Files.write(directory.resolve("a.csv"), bytes);
        try (FileContent content = FileContent.open(file.toString(), Compression.NONE, 0, 700_000)) {
            content.readAllBytes();
            assertThat(FILES.content(FILES.list("s", file.toString()).get(0))).contains(ContentSum.text(content.sum()));
        }
    }

    private void assertRefused(String glob, String... words) {
        assertThatThrownBy(() -> found(glob))
                .as(glob)
                .isInstanceOf(InvalidSourceException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private List<String> found(String glob) throws IOException {
        return FILES.list("source raw", directory + "/" + glob).stream()
                .map(file -> directory.relativize(Path.of(file.path())).toString())
                .toList();
    }

    /** All there is, matched one by one. */
    private List<String> oracle(String glob) throws IOException {
        String normal = glob.replace("./x/../", "");
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> directory
                            .getFileSystem()
                            .getPathMatcher("glob:" + normal)
                            .matches(directory.relativize(file)))
                    .map(file -> directory.relativize(file).toString())
                    .sorted((a, b) -> Arrays.compareUnsigned(
                            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        }
    }
}
