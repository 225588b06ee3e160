package dev.starbeam.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.source.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineNumbersTest {
    @TempDir
    Path directory;

    /** Wherever a line ends, records do, too. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void everyLineBreakCounts(String end) throws IOException {
        int width = 1 + end.length();
        assertThat(lines(("a" + end).repeat(100_000), 0, width, 99_999L * width))
                .isEqualTo(Map.of(0L, 1L, (long) width, 2L, 99_999L * width, 100_000L));
    }

    @Test
    void anOffsetBehindTheEndOrFarFromTheBeginningHasNoLine() throws IOException {
        assertThat(lines("a\n", 1, 9)).isEqualTo(Map.of(1L, 1L));
        assertThat(LineNumbers.of("no such file", Compression.NONE, new TreeSet<>(List.of(0L))))
                .isEmpty();
    }

    private Map<Long, Long> lines(String text, long... offsets) throws IOException {
        Path file = directory.resolve("a.csv");
        Files.writeString(file, text, StandardCharsets.UTF_8);
        TreeSet<Long> wanted = new TreeSet<>();
        for (long offset : offsets) {
            wanted.add(offset);
        }
        return LineNumbers.of(file.toString(), Compression.AUTO, wanted);
    }
}
