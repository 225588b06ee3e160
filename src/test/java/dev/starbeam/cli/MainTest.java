package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.run.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Main main = new Main(List.of(new EchoCommand("run"), new EchoCommand("generate")), to(out), to(err));

    @Test
    void helpListsTheCommands() {
        assertThat(main.run(List.of("--help"))).isEqualTo(ExitCode.DONE);
        assertThat(text(out)).contains("Usage: starbeam").contains("  run ").contains("  generate ");
    }

    @Test
    void noWordsAtAllShowTheHelp() {
        assertThat(main.run(List.of())).isEqualTo(ExitCode.DONE);
        assertThat(text(out)).contains("Usage: starbeam");
    }

    @Test
    void anUnknownCommandIsWrongUsageAndNamesTheNearestOne() {
        assertThat(main.run(List.of("generaet"))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(text(err)).contains("'generaet'; did you mean 'generate'?");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void nothingIsSuggestedForAWordThatResemblesNoCommand() {
        assertThat(main.run(List.of("xyzzy"))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(text(err)).doesNotContain("did you mean").contains("Commands: run, generate");
    }

    @Test
    void theWordsAfterACommandReachItUnchanged() {
        EchoCommand echo = new EchoCommand("run");
        new Main(List.of(echo), to(out), to(err)).run(List.of("run", "--var", "a b", "--seed"));
        assertThat(echo.seen).containsExactly("--var", "a b", "--seed");
    }

    @Test
    void helpAfterACommandIsThatCommands() {
        assertThat(main.run(List.of("generate", "--orders=1", "--help"))).isEqualTo(ExitCode.DONE);
        assertThat(text(out)).isEqualTo("repeats its words, whatever they are");
    }

    @Test
    void exitCodesKeepTheirNumbers() {
        assertThat(ExitCode.values()).extracting(ExitCode::number).containsExactly(0, 1, 2, 3);
    }

    private static PrintStream to(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static final class EchoCommand implements Command {
        private final String name;
        private List<String> seen = List.of();

        EchoCommand(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String summary() {
            return "repeats its words";
        }

        @Override
        public String help() {
            return "repeats its words, whatever they are";
        }

        @Override
        public ExitCode run(List<String> words) {
            seen = words;
            return ExitCode.DONE;
        }
    }
}
