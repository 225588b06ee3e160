package dev.starbeam.cli;

import dev.starbeam.run.ExitCode;
import java.io.PrintStream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code starbeam completion}: prints a script that completes commands and options in bash and zsh. */
final class CompletionCommand implements Command {
    private final Main main;
    private final PrintStream out;

    CompletionCommand(Main main, PrintStream out) {
        this.main = main;
        this.out = out;
    }

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String summary() {
        return "print a script that completes words in bash and zsh";
    }

    @Override
    public CommandSpec spec() {
        return Options.of(
                        this,
                        "Prints a script that completes commands and options in bash and zsh. To use it in this shell:",
                        "  source <(starbeam completion)")
                .endingWith();
    }

    @Override
    public ExitCode run(Words words) {
        out.print(AutoComplete.bash("starbeam", new CommandLine(main.spec())));
        return ExitCode.DONE;
    }
}
