package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingDirectoryTest {
    @TempDir
    Path root;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void nothingIsLeftOfARunThatEnded() throws IOException {
        Path run = root.resolve("run");
        try (StagingDirectory staging = take(run)) {
            Files.createDirectories(run.resolve("publish"));
            Files.writeString(run.resolve("publish/part.parquet"), "rows");
            assertThat(staging).isNotNull();
        }
        assertThat(root).isEmptyDirectory();
        assertThat(err.size()).isZero();
    }

    @Test
    void whatADeadRunLeftIsRemovedAndNothingElse() throws IOException {
        Path dead = Files.createDirectories(root.resolve("dead/claims")).getParent();
        Files.writeString(dead.resolve(".running"), "");
        Files.writeString(dead.resolve("claims/a.claim"), "rows");
        Path foreign = Files.createDirectories(root.resolve("foreign"));
        Path living = root.resolve("living");
        try (StagingDirectory other = take(living);
                StagingDirectory own = take(root.resolve("own"))) {
            assertThat(other).isNotSameAs(own);
            assertThat(dead).doesNotExist();
            assertThat(foreign).exists();
            assertThat(living).exists();
        }
    }

    @Test
    void filesThatPeopleAreToReadStay() throws IOException {
        Path run = root.resolve("run");
        try (StagingDirectory staging = take(run)) {
            Files.createDirectories(run.resolve("claims"));
            Files.writeString(run.resolve("rejected.parquet"), "rows");
            staging.keepFiles(run.resolve("claims"));
        }
        take(root.resolve("next")).close();
        assertThat(run.resolve("rejected.parquet")).exists();
        assertThat(run.resolve("claims")).doesNotExist();
    }

    @Test
    void aPlaceThatIsNotLocalIsLeftAlone() throws IOException {
        take("gs://bucket/staging/run").close();
        assertThat(Path.of("gs:")).doesNotExist();
    }

    private StagingDirectory take(Path run) throws IOException {
        return take(run.toString());
    }

    private StagingDirectory take(String run) throws IOException {
        return StagingDirectory.take(run, new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
