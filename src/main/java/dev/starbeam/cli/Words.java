package dev.starbeam.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words after a command: options {@code --name=value} or {@code --name value} that the command knows, variables
 * {@code --var name=value} (repeatable), and everything else, left for Beam.
 *
 * @param options known options with their values
 * @param variables what {@code --var} sets
 * @param others words that the command does not know, unchanged
 */
record Words(Map<String, String> options, Map<String, String> variables, List<String> others) {
    /** Options that say all there is to say by being there. */
    private static final Set<String> FLAGS = Set.of("full-refresh", "seed");

    /** @throws UsageException when a known option lacks its value, is given twice, or a word is no option */
    static Words parse(List<String> words, Set<String> known) throws UsageException {
        Words parsed = new Words(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--")) {
                throw new UsageException("unexpected word '" + word + "'; options are written --name=value");
            }
            int equals = word.indexOf('=');
            String name = word.substring(2, equals < 0 ? word.length() : equals);
            if (!known.contains(name) && !name.equals("var")) {
                parsed.others.add(word);
                continue;
            }
            if (FLAGS.contains(name) && equals < 0) {
                parsed.accept(name, "true");
                continue;
            }
            String value = equals >= 0 ? word.substring(equals + 1) : i + 1 < words.size() ? words.get(++i) : "";
            parsed.accept(name, value);
        }
        return parsed;
    }

    /**
     * The words of a command that leaves none for Beam.
     *
     * @throws UsageException as {@link #parse} does, and when a word is none of {@code known}
     */
    static Words parseAll(String command, List<String> words, Set<String> known) throws UsageException {
        Words parsed = parse(words, known);
        if (!parsed.others.isEmpty()) {
            throw new UsageException("unexpected " + parsed.others.get(0) + "; options of " + command + ": --"
                    + String.join(", --", known.stream().sorted().toList()));
        }
        return parsed;
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    private void accept(String name, String value) throws UsageException {
        if (value.isEmpty()) {
            throw new UsageException("--" + name + " needs a value: --" + name + "=…");
        }
        if (name.equals("var")) {
            acceptVariable(value);
        } else if (options.put(name, value) != null) {
            throw new UsageException("--" + name + " is given twice");
        }
    }

    private void acceptVariable(String value) throws UsageException {
        int equals = value.indexOf('=');
        if (equals < 1) {
            throw new UsageException("--var is written --var name=value, not '" + value + "'");
        }
        variables.put(value.substring(0, equals), value.substring(equals + 1));
    }
}
