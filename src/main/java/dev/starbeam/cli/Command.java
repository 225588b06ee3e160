package dev.starbeam.cli;

import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.run.ExitCode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** One verb of the command line. Classes that are costly to load belong inside {@link #run}, not in fields. */
interface Command {
    String name();

    /** One line for the list of commands. */
    String summary();

    /** Its options, from which parsing, help, completion and man page come. */
    CommandSpec spec();

    /** Whether words that are no options of its own are left for Beam. */
    default boolean passesWordsOn() {
        return false;
    }

    /** What is wrong with the values of its options, as far as that is told together with mistakes in the words. */
    default List<String> mistakes(Words words) {
        return List.of();
    }

    /** Does the work. {@link CommandRun} tells people what was thrown. */
    ExitCode run(Words words) throws UsageException, InvalidPipelineException, IOException;
}
