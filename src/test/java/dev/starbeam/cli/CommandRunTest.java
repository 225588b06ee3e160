package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.generate.InvalidSettingsException;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.model.loading.yaml.Mistake;
import dev.starbeam.run.ExitCode;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.warehouse.WarehouseException;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** Which message and which exit code come of what a command throws. */
class CommandRunTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aCommandsOwnExitCodeIsPassedOn() {
        assertThat(run(() -> ExitCode.GATE_CLOSED)).isEqualTo(ExitCode.GATE_CLOSED);
        assertThat(out.size() + err.size()).isZero();
    }

    @Test
    void wordsSourcesAndArgumentsThatPeopleCanRepairAreWrongUsage() {
        assertThat(run(() -> {
                    throw new UsageException("--from twice");
                }))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run(() -> {
                    throw new InvalidSourceException("no file matches");
                }))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run(() -> {
                    throw new IllegalArgumentException("no day in it");
                }))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(said()).isEqualTo("starbeam: --from twice\nstarbeam: no file matches\nstarbeam: no day in it\n");
    }

    @Test
    void mistakesOfADeclarationAreToldWithTheirPlacesAndCounted() {
        Mistake one = new Mistake("p.yaml", 1, 2, "no such column");
        Mistake other = new Mistake("p.yaml", 3, 4, "no such table");
        assertThat(run(() -> {
                    throw new InvalidPipelineException(List.of(other, one));
                }))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run(() -> {
                    throw new InvalidPipelineException(List.of(one));
                }))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(said()).isEqualTo(one + "\n" + other + "\n2 mistakes.\n" + one + "\n1 mistake.\n");
    }

    @Test
    void mistakesOfSettingsAreToldWithWhereToReadOn() {
        assertThat(run(() -> {
                    throw new InvalidSettingsException(List.of("orders: missing", "files: 0"));
                }))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(said()).isEqualTo("starbeam: orders: missing\nstarbeam: files: 0\nSee starbeam echo --help.\n");
    }

    @Test
    void warehousesAndFilesThatFailAreFailures() {
        assertThat(run(() -> {
                    throw new WarehouseException("the disk is full", new IllegalStateException("inner"));
                }))
                .isEqualTo(ExitCode.FAILED);
        assertThat(run(() -> {
                    throw new FileNotFoundException("out/x.csv");
                }))
                .isEqualTo(ExitCode.FAILED);
        assertThat(said()).isEqualTo("starbeam: the disk is full\nstarbeam: out/x.csv\n");
    }

    @Test
    void whatNobodyForesawIsAFailureAndNotHidden() {
        assertThat(run(() -> {
                    throw new IllegalStateException("a bug");
                }))
                .isEqualTo(ExitCode.FAILED);
        assertThat(said())
                .contains("IllegalStateException: a bug\n\tat ")
                .endsWith("starbeam: echo broke off: java.lang.IllegalStateException: a bug\n");
    }

    @Test
    void errorsOfTheVirtualMachineAreFailuresAndSayWhatToDo() {
        assertThat(run(() -> {
                    throw new OutOfMemoryError("Java heap space");
                }))
                .isEqualTo(ExitCode.FAILED);
        assertThat(said())
                .startsWith("starbeam: echo broke off: out of memory (Java heap space). The heap may take ")
                .contains("STARBEAM_JAVA_OPTS=-Xmx4g")
                .doesNotContain("\tat ");
        assertThat(run(() -> {
                    throw new NoClassDefFoundError("org/hamcrest/Matcher");
                }))
                .isEqualTo(ExitCode.FAILED);
        assertThat(said()).contains("NoClassDefFoundError: org/hamcrest/Matcher. A class is missing");
    }

    private ExitCode run(Work work) {
        return new CommandRun(new EchoCommand(work), print(out), print(err)).of(List.of());
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private interface Work {
        ExitCode run() throws UsageException, InvalidPipelineException, IOException;
    }

    private record EchoCommand(Work work) implements Command {
        @Override
        public String name() {
            return "echo";
        }

        @Override
        public String summary() {
            return "";
        }

        @Override
        public CommandSpec spec() {
            return Options.of(this).endingWith();
        }

        @Override
        public ExitCode run(Words words) throws UsageException, InvalidPipelineException, IOException {
            return work.run();
        }
    }
}
