package dev.starbeam.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of directories that mean something elsewhere. */
class RunDirectoryNamesTest {
    @TempDir
    Path root;

    @BeforeEach
    @AfterEach
    void clear() {
        MemoryFiles.clear();
    }

    /** They mean something where files are looked for by patterns. */
    @ParameterizedTest
    @ValueSource(strings = {"[a]", "a*", "{a,b}", "a?", "a b"})
    void everyCharacterMayBeInTheDirectorysName(String name) throws Exception {
        FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
        RunOwner here = RunOwner.here("r");
        for (String staging : List.of(root + "/" + name, "memory://bucket/" + name)) {
            RunDirectory own = new RunDirectory(staging + "/own");
            own.own(here);
            new RunDirectory(staging + "/dead").own(new RunOwner(here.host(), "1@17", "d"));
            WholeFile.write(staging + "/dead/rows.parked", new byte[] {1});
            own.sweepSiblings(System.currentTimeMillis());
            assertThat(files()).containsExactly(staging + "/own/owner");
            own.removeAllBut(List.of());
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void aDirectoryOfAnotherNameIsNotTouched() throws Exception {
        FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
        for (String other : List.of(root + "/a", "memory://bucket/a")) {
            WholeFile.write(other + "/own/rows.parked", new byte[] {1});
            String run = other.substring(0, other.length() - 1) + "[a]/own";
            new RunDirectory(run).own(RunOwner.here("r"));
            new RunDirectory(run).removeAllBut(List.of());
            assertThat(files()).containsExactly(other + "/own/rows.parked");
            Files.deleteIfExists(root.resolve("a/own/rows.parked"));
            MemoryFiles.clear();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> here = Files.walk(root)) {
            return Stream.concat(here.filter(Files::isRegularFile).map(Path::toString), MemoryFiles.names().stream())
                    .toList();
        }
    }
}
