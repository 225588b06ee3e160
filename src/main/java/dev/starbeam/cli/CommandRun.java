package dev.starbeam.cli;

import dev.starbeam.generate.InvalidSettingsException;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.run.ExitCode;
import dev.starbeam.run.FailureText;
import dev.starbeam.run.batch.InvalidBatchRecordException;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.words.Counted;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs a command, or shows its help; turns what it throws into a message and an exit code. */
final class CommandRun {
    private final Command command;
    private final PrintStream out;
    private final PrintStream err;

    CommandRun(Command command, PrintStream out, PrintStream err) {
        this.command = command;
        this.out = out;
        this.err = err;
    }

    /** What people can repair before anything was started is wrong usage; all else that is told here has failed. */
    ExitCode of(List<String> words) {
        try {
            if (words.contains("--help") || words.contains("-h")) {
                out.print(new CommandLine(command.spec()).getUsageMessage(CommandLine.Help.Ansi.OFF));
                return ExitCode.DONE;
            }
            return run(Words.parse(command.spec(), command.passesWordsOn(), words));
        } catch (InvalidPipelineException e) {
            return refuse(e);
        } catch (InvalidSettingsException e) {
            return refuse(e.mistakes());
        } catch (UsageException | InvalidSourceException | InvalidBatchRecordException | IllegalArgumentException e) {
            err.println("starbeam: " + e.getMessage());
            return ExitCode.WRONG_USAGE;
        } catch (IOException | WarehouseException e) {
            err.println("starbeam: " + FailureText.of(e));
            return ExitCode.FAILED;
        } catch (Throwable e) {
            return unforeseen(e);
        }
    }

    private ExitCode run(Words words) throws UsageException, InvalidPipelineException, IOException {
        List<String> mistakes = new ArrayList<>(words.mistakes());
        mistakes.addAll(command.mistakes(words));
        return mistakes.isEmpty() ? command.run(words) : refuse(mistakes);
    }

    /** Nothing may end this process with the code of a closed gate, as the JVM does when it ends by itself. */
    private ExitCode unforeseen(Throwable e) {
        if (!(e instanceof OutOfMemoryError)) {
            e.printStackTrace(err);
        }
        err.println("starbeam: " + command.name() + " broke off: " + FailureText.of(e));
        return ExitCode.FAILED;
    }

    private ExitCode refuse(InvalidPipelineException e) {
        e.mistakes().forEach(err::println);
        err.println(Counted.of(e.mistakes().size(), "mistake") + ".");
        return ExitCode.WRONG_USAGE;
    }

    private ExitCode refuse(List<String> mistakes) {
        mistakes.forEach(mistake -> err.println("starbeam: " + mistake));
        err.println("See starbeam " + command.name() + " --help.");
        return ExitCode.WRONG_USAGE;
    }
}
