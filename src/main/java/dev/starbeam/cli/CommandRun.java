package dev.starbeam.cli;

import dev.starbeam.generate.InvalidSettingsException;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.words.Counted;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

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
        if (words.contains("--help") || words.contains("-h")) {
            out.print(command.help());
            return ExitCode.DONE;
        }
        try {
            return command.run(words);
        } catch (InvalidPipelineException e) {
            return refuse(e);
        } catch (InvalidSettingsException e) {
            return refuse(e);
        } catch (UsageException | InvalidSourceException | IllegalArgumentException e) {
            err.println("starbeam: " + e.getMessage());
            return ExitCode.WRONG_USAGE;
        } catch (IOException | WarehouseException e) {
            err.println("starbeam: " + FailureText.of(e));
            return ExitCode.FAILED;
        }
    }

    private ExitCode refuse(InvalidPipelineException e) {
        e.mistakes().forEach(err::println);
        err.println(Counted.of(e.mistakes().size(), "mistake") + ".");
        return ExitCode.WRONG_USAGE;
    }

    private ExitCode refuse(InvalidSettingsException e) {
        e.mistakes().forEach(mistake -> err.println("starbeam: " + mistake));
        err.println("See starbeam " + command.name() + " --help.");
        return ExitCode.WRONG_USAGE;
    }
}
