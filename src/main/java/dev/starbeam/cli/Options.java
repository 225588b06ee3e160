package dev.starbeam.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Declares a command's options. */
final class Options {
    /** Sets a variable; may be repeated. */
    static final String VAR = "--var";

    /** Names a batch record; may be repeated. */
    static final String RECORD = "--record";

    private static final int WIDTH = 110;

    private final CommandSpec spec;

    private Options(CommandSpec spec) {
        this.spec = spec;
    }

    /** Of a command without any yet but help. */
    static Options of(Command command, String... description) {
        CommandSpec spec = CommandSpec.create().name("starbeam " + command.name());
        spec.usageMessage()
                .description(description)
                .customSynopsis("starbeam " + command.name() + " [--name=value ...]")
                .sortOptions(false)
                .autoWidth(false)
                .width(WIDTH);
        spec.parser()
                .collectErrors(true)
                .unmatchedArgumentsAllowed(true)
                .posixClusteredShortOptionsAllowed(false)
                .expandAtFiles(false);
        return new Options(spec).help();
    }

    private Options help() {
        spec.addOption(OptionSpec.builder("--help", "-h")
                .type(boolean.class)
                .usageHelp(true)
                .description("Show this text.")
                .build());
        return this;
    }

    /** An option that takes a value. */
    Options value(String name, String label, String... description) {
        spec.addOption(OptionSpec.builder("--" + name)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    /** An option with a value, of which the command takes one of some. */
    Options choice(String name, List<String> choices, String... description) {
        spec.addOption(OptionSpec.builder("--" + name)
                .type(String.class)
                .arity("1")
                .paramLabel("WHAT")
                .completionCandidates(choices)
                .description(description)
                .build());
        return this;
    }

    /** An option that says all there is to say by being there. */
    Options flag(String name, String... description) {
        spec.addOption(OptionSpec.builder("--" + name)
                .type(String.class)
                .arity("0..1")
                .fallbackValue("true")
                .paramLabel("true")
                .description(description)
                .build());
        return this;
    }

    /** The declared pipeline and its variables. */
    Options pipeline() {
        value("pipeline", "DIR", "The declared pipeline (" + NamedPipeline.DEFAULT + ").");
        return repeated(VAR, "name=value", "Sets a variable of pipeline.yaml; may be repeated.");
    }

    /** The records of staged batches. */
    Options records() {
        return repeated(RECORD, "URI", "The record of a batch, as starbeam stage printed it; may be repeated.");
    }

    private Options repeated(String option, String label, String description) {
        spec.addOption(OptionSpec.builder(option)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    CommandSpec endingWith(String... footer) {
        spec.usageMessage().footerHeading("%n").footer(footer);
        return spec;
    }
}
