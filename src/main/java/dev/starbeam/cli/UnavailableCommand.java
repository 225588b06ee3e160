package dev.starbeam.cli;

import java.util.List;

/** Holds the place of a command that this build does not contain yet, and says so. */
record UnavailableCommand(String name, String summary) implements Command {
    @Override
    public ExitCode run(List<String> words) {
        System.err.println("starbeam: '" + name + "' is not part of this build yet");
        return ExitCode.FAILED;
    }
}
