package dev.starbeam.cli;

import java.util.List;

/** One verb of the command line. Classes that are costly to load belong inside {@link #run}, not in fields. */
interface Command {
    String name();

    /** One line for the list of commands. */
    String summary();

    /** Does the work; {@code words} are those after the command's name, unchanged. */
    ExitCode run(List<String> words);
}
