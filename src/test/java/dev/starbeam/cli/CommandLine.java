package dev.starbeam.cli;

import dev.starbeam.model.loading.source.SourceHeaders;
import dev.starbeam.run.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command line told the shell.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its standard error
 */
public record CommandLine(int exitCode, String out, String err) {
    /** Runs the words as the launcher does, in this process. */
    public static CommandLine run(List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8);
        ExitCode code = Main.usual(toOut, toErr).run(words);
        return new CommandLine(
                code.number(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** How the command line reads headers. */
    public static SourceHeaders headers() {
        return new FileHeaders();
    }
}
