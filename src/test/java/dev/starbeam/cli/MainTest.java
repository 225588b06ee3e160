package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.run.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

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
    void wordsThatBeginWithDashesAloneMeanRun() {
        EchoCommand echo = new EchoCommand("run");
        ExitCode code = new Main(List.of(echo), to(out), to(err))
                .run(List.of("--var", "a=b c", "--runner=FlinkRunner", "--streaming"));
        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(echo.variables).containsEntry("a", "b c");
        assertThat(echo.seen).containsExactly("--runner=FlinkRunner", "--streaming");
    }

    @Test
    void completionKnowsEveryCommandAndOption() throws Exception {
        assertThat(Main.usual(to(out), to(err)).run(List.of("completion"))).isEqualTo(ExitCode.DONE);
        assertThat(text(out))
                .contains(
                        "run plan stage judge publish marts drop-undeclared audit ddl generate",
                        "--pipeline",
                        "--full-refresh",
                        "snowflake")
                .contains("zsh");
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        bash.getOutputStream().write(out.toByteArray());
        bash.getOutputStream().close();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void theManualPageTellsEveryCommandAndOption() {
        assertThat(Main.usual(to(out), to(err)).run(List.of("man"))).isEqualTo(ExitCode.DONE);
        assertThat(text(out))
                .startsWith(".TH STARBEAM 1\n")
                .contains(".SH STARBEAM GENERATE", "\\fB\\-\\-full\\-refresh\\fR", "light (2.6% of the rows)");
    }

    @Test
    void helpAfterACommandIsThatCommands() {
        assertThat(main.run(List.of("generate", "--orders=1", "--help"))).isEqualTo(ExitCode.DONE);
        assertThat(text(out))
                .startsWith("Usage: starbeam generate")
                .contains("repeats its words, whatever they are", "--pipeline=DIR");
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
        private Map<String, String> variables = Map.of();

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
        public CommandSpec spec() {
            return Options.of(this, "repeats its words, whatever they are")
                    .pipeline()
                    .endingWith();
        }

        @Override
        public boolean passesWordsOn() {
            return true;
        }

        @Override
        public ExitCode run(Words words) {
            seen = words.others();
            variables = words.variables();
            return ExitCode.DONE;
        }
    }
}
