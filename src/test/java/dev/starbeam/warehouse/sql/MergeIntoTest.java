package dev.starbeam.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MergeIntoTest {
    @Test
    void noOtherClassWritesTheStatement() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile).filter(MergeIntoTest::writesMerge))
                    .extracting(source -> source.getFileName().toString())
                    .containsExactly("MergeInto.java");
        }
    }

    private static boolean writesMerge(Path source) {
        try {
            return Files.readString(source).contains("\"merge into ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
