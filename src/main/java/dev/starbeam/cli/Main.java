package dev.starbeam.cli;

import dev.starbeam.run.ExitCode;
import dev.starbeam.words.NearestName;
import dev.starbeam.words.Surroundings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Entry point of the launcher and of the bundled jars: finds the command that the first word names and ends the process
 * with its {@link ExitCode}; where another program has called it, fails with an exception instead. Loads nothing but itself
 * until a command runs, so that help is immediate.
 */
public final class Main {
    private final List<Command> commands;
    private final PrintStream out;
    private final PrintStream err;

    Main(List<Command> commands, PrintStream out, PrintStream err) {
        this.commands = commands;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] words) {
        Surroundings.pin();
        ExitCode code = usual(System.out, System.err).run(List.of(words));
        System.out.flush();
        if (!EmbeddedMain.isEmbedded()) {
            System.exit(code.number());
        }
        if (code != ExitCode.DONE) {
            throw new EmbeddedMain.FailedException(code.number());
        }
    }

    /** With all commands. */
    static Main usual(PrintStream out, PrintStream err) {
        List<Command> commands = new ArrayList<>(List.of(
                new RunCommand(out, err),
                new PlanCommand(out),
                RunCommand.toStage(out, err),
                new JudgeCommand(out),
                new PublishCommand(out, err),
                new MartsCommand(out, err),
                new DropUndeclaredCommand(out),
                new AuditCommand(out),
                new RejectsCommand(out),
                new DdlCommand(out),
                new GenerateCommand(out)));
        Main main = new Main(commands, out, err);
        commands.add(new CompletionCommand(main, out));
        commands.add(new ManCommand(main, out));
        return main;
    }

    /** All commands with their options. */
    CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("starbeam");
        commands.forEach(command -> spec.addSubcommand(command.name(), new CommandLine(command.spec())));
        return spec;
    }

    ExitCode run(List<String> words) {
        String first = words.isEmpty() ? "--help" : words.get(0);
        switch (first) {
            case "--help", "-h", "help" -> printHelp();
            case "--version", "-V" -> out.println("starbeam " + version());
            default -> {
                // Launchers of templates give options only.
                return first.startsWith("--")
                        ? runCommand("run", words)
                        : runCommand(first, words.subList(1, words.size()));
            }
        }
        return ExitCode.DONE;
    }

    private ExitCode runCommand(String name, List<String> words) {
        for (Command command : commands) {
            if (command.name().equals(name)) {
                return new CommandRun(command, out, err).of(words);
            }
        }
        err.println("starbeam: no command is called '" + name + "'" + suggestion(name));
        err.println("Commands: " + String.join(", ", names()) + ". See starbeam --help.");
        return ExitCode.WRONG_USAGE;
    }

    private String suggestion(String name) {
        return NearestName.of(name, names())
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("");
    }

    private List<String> names() {
        return commands.stream().map(Command::name).toList();
    }

    private void printHelp() {
        out.println("Usage: starbeam <command> [--name=value ...]; without a command, run");
        out.println();
        out.println("Commands:");
        for (Command command : commands) {
            out.println("  " + padded(command.name()) + command.summary());
        }
        out.println();
        out.println("Options:");
        out.println("  " + padded("--help") + "show this text; after a command, that command's options");
        out.println("  " + padded("--version") + "show the version");
        out.println();
        out.println("Exit codes: 0 done, 1 stopped by the quality gate, 2 wrong usage, 3 failed.");
    }

    private static String padded(String name) {
        return name + " ".repeat(Math.max(1, 12 - name.length()));
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged build)" : version;
    }
}
