package dev.starbeam.cli;

import dev.starbeam.run.ExitCode;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code starbeam man}: prints the manual page, made of the commands' options. */
final class ManCommand implements Command {
    private final Main main;
    private final PrintStream out;

    ManCommand(Main main, PrintStream out) {
        this.main = main;
        this.out = out;
    }

    @Override
    public String name() {
        return "man";
    }

    @Override
    public String summary() {
        return "print the manual page";
    }

    @Override
    public CommandSpec spec() {
        return Options.of(this, "Prints the manual page. To read it:", "  starbeam man | man -l -")
                .endingWith();
    }

    @Override
    public ExitCode run(Words words) {
        out.println(".TH STARBEAM 1");
        out.println(".SH NAME\nstarbeam \\- declared star-schema pipelines with exact data quality");
        out.println(".SH SYNOPSIS\n.B starbeam\n.I command\n[\\-\\-name=value ...]");
        main.spec().subcommands().forEach((name, command) -> tell(name, command.getCommandSpec()));
        return ExitCode.DONE;
    }

    private void tell(String name, CommandSpec command) {
        out.println(".SH STARBEAM " + name.toUpperCase(java.util.Locale.ROOT));
        lines(command.usageMessage().description());
        for (OptionSpec option : command.options()) {
            String value = option.arity().max() == 0 ? "" : "=\\fI" + escape(option.paramLabel()) + "\\fR";
            out.println(".TP\n\\fB" + escape(option.longestName()) + "\\fR" + value);
            lines(option.description());
        }
        out.println(".PP");
        lines(command.usageMessage().footer());
    }

    private void lines(String... lines) {
        for (String line : lines) {
            out.println(line.isEmpty() ? ".PP" : escape(line.strip()));
        }
    }

    private static String escape(String text) {
        String plain = text.replace("%%", "%").replace("\\", "\\\\").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
