package dev.starbeam.cli;

import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import java.io.IOException;
import java.util.List;

/** One verb of the command line. Classes that are costly to load belong inside {@link #run}, not in fields. */
interface Command {
    String name();

    /** One line for the list of commands. */
    String summary();

    /** What {@code --help} prints. */
    String help();

    /**
     * Does the work; {@code words} are those after the command's name, unchanged. {@link CommandRun} tells people what
     * was thrown.
     */
    ExitCode run(List<String> words) throws UsageException, InvalidPipelineException, IOException;
}
