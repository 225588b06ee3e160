package dev.starbeam.cli;

import dev.starbeam.words.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The words after a command: options {@code --name=value} or {@code --name value} that the command knows, variables
 * {@code --var name=value} and records {@code --record=URI} (repeatable), and everything else.
 *
 * @param options known options with their values
 * @param variables what {@code --var} sets
 * @param records what {@code --record} names, in its order
 * @param others words that the command does not know, unchanged
 * @param mistakes what is wrong with the words
 */
record Words(
        Map<String, String> options,
        Map<String, String> variables,
        List<String> records,
        List<String> others,
        List<String> mistakes) {
    /** Parses as {@code spec} declares; words that are left over are mistakes unless the command passes them on. */
    static Words parse(CommandSpec spec, boolean passesWordsOn, List<String> words) {
        ParseResult result = new CommandLine(spec).parseArgs(words.toArray(String[]::new));
        Words parsed = new Words(
                new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>(), result.unmatched(), new ArrayList<>());
        result.errors().forEach(error -> parsed.mistakes.add(words(error)));
        result.matchedOptions().stream().distinct().forEach(parsed::accept);
        List<String> known = spec.options().stream()
                .map(option -> option.longestName().substring(2))
                .toList();
        parsed.others.forEach(word -> parsed.refuseSlip(word, known, passesWordsOn));
        return parsed;
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    private static String words(Exception error) {
        if (error instanceof CommandLine.OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice";
        }
        if (error instanceof CommandLine.MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return needsValue(name(missing.getMissing().get(0)));
        }
        return String.valueOf(error.getMessage());
    }

    private static String name(ArgSpec option) {
        return option instanceof OptionSpec named ? named.longestName() : option.paramLabel();
    }

    private static String needsValue(String name) {
        return name + " needs a value: " + name + "=…";
    }

    private void accept(OptionSpec option) {
        String name = option.longestName();
        for (String value : option.stringValues()) {
            accept(option, name, value);
        }
    }

    private void accept(OptionSpec option, String name, String value) {
        if (value.isEmpty()) {
            mistakes.add(needsValue(name));
        } else if (name.equals(Options.VAR)) {
            acceptVariable(value);
        } else if (name.equals(Options.RECORD)) {
            records.add(value);
        } else if (isFlag(option)) {
            acceptFlag(name, value);
        } else {
            options.put(name.substring(2), value);
        }
    }

    private static boolean isFlag(OptionSpec option) {
        return "true".equals(option.fallbackValue());
    }

    private void acceptFlag(String name, String value) {
        if (value.equals("true")) {
            options.put(name.substring(2), value);
        } else if (!value.equals("false")) {
            mistakes.add(name + "=" + value + ": expected true or false");
        }
    }

    private void acceptVariable(String value) {
        int equals = value.indexOf('=');
        if (equals < 1) {
            mistakes.add("--var is written --var name=value, not '" + value + "'");
        } else {
            variables.put(value.substring(0, equals), value.substring(equals + 1));
        }
    }

    /** A word for Beam may be like one of ours, so that only a near one is taken for a slip. */
    private void refuseSlip(String word, List<String> known, boolean passedOn) {
        if (!word.startsWith("--")) {
            mistakes.add("unexpected word '" + word + "'; options are written --name=value");
            return;
        }
        int equals = word.indexOf('=');
        String name = word.substring(2, equals < 0 ? word.length() : equals);
        Optional<String> meant = NearestName.of(name, known);
        if (meant.isPresent() && (!passedOn || NearestName.distance(name, meant.get()) <= 2)) {
            mistakes.add("no option is called --" + name + "; did you mean --" + meant.get() + "?");
        } else if (!passedOn) {
            mistakes.add("no option is called --" + name + "; there are --" + String.join(", --", known));
        }
    }
}
