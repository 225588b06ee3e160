package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.generate.DirtKind;
import dev.starbeam.run.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void filesAreWrittenAndTheirDirtIsReported() throws IOException {
        assertThat(generate("--orders=2000", "--seed=7", "--dirt=light,orphan=0.1", "--files=2", "--out=" + directory))
                .isEqualTo(ExitCode.DONE);
        assertThat(directory).isDirectoryContaining("glob:**/dirt.json");
        assertThat(text(out))
                .contains("raw_customers", "raw_products", "raw_orders", "orphan")
                .contains("--pipeline=pipelines/customer_analytics --var raw=" + directory);
        assertThat(orderLines()).isGreaterThanOrEqualTo(2000);
        assertThat(text(err)).isEmpty();
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        assertThat(generate("--ordres=5", "--dirt=lihgt,orphan=2", "--files=0", "--files=3", "--seed"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(text(err))
                .contains("--seed needs a value: --seed=…")
                .contains("--files is given twice")
                .contains("no option is called --ordres; did you mean --orders?")
                .contains("orders: missing")
                .contains("'lihgt'")
                .contains("expected a rate from 0 to 1 for orphan, got 2");
        assertThat(text(out)).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryOfOtherFilesIsLeftAlone() throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "mine");
        assertThat(generate("--orders=10", "--out=" + directory)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(text(err)).contains(directory.toString());
        assertThat(directory.toFile().list()).containsExactly("notes.txt");
    }

    @Test
    void helpNamesEveryKindOfDirt() {
        assertThat(generate("--help")).isEqualTo(ExitCode.DONE);
        assertThat(text(out)).contains("--orders=N").contains(DirtKind.PADDING.word(), DirtKind.WRONG_TOTAL.word());
    }

    private ExitCode generate(String... words) {
        return new CommandRun(new GenerateCommand(to(out)), to(out), to(err)).of(List.of(words));
    }

    private long orderLines() throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("orders"))
                    .toList()) {
                lines += Files.readAllLines(file).size() - 1;
            }
        }
        return lines;
    }

    private static PrintStream to(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
