package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingDirectoryTest {
    @TempDir
    Path root;

    @Test
    void nothingIsLeftOfARunThatEnded() throws IOException {
        StagingDirectory staging = StagingDirectory.create(root.resolve("run").toString());
        write("run/publish/part.parquet");
        staging.removeAllBut(List.of());
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void whatADeadRunLeftIsRemovedAndNothingElse() throws Exception {
        Process ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .start();
        ended.getInputStream().readAllBytes();
        ended.waitFor();
        Files.writeString(write("dead/owner.pid"), Long.toString(ended.pid()));
        write("dead/claims/a.claim");
        write("foreign/a.claim");
        StagingDirectory.create(root.resolve("living").toString());

        StagingDirectory.create(root.resolve("own").toString());

        assertThat(root.resolve("dead")).doesNotExist();
        assertThat(root.resolve("foreign/a.claim")).exists();
        assertThat(root.resolve("living")).exists();
    }

    @Test
    void filesThatPeopleAreToReadStay() throws IOException {
        StagingDirectory staging = StagingDirectory.create(root.resolve("run").toString());
        write("run/publish/rejected-1.parquet");
        write("run/claims/a.claim");
        staging.removeAllBut(List.of("rejected-"));
        StagingDirectory.create(root.resolve("next").toString());
        assertThat(root.resolve("run/publish/rejected-1.parquet")).exists();
        assertThat(root.resolve("run/claims")).doesNotExist();
    }

    @Test
    void aPlaceThatIsNotLocalIsLeftAlone() throws IOException {
        StagingDirectory.create("gs://bucket/staging/run").removeAllBut(List.of());
        assertThat(Path.of("gs:")).doesNotExist();
    }

    private Path write(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "rows");
    }
}
