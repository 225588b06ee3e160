package dev.starbeam.model.loading.yaml;

import dev.starbeam.words.NearestName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fills in {@code ${name}} and {@code ${env:NAME}}; a doubled dollar sign before a brace is one
 * dollar sign and no variable. A value given on the command line is taken literally and wins over the file's, which
 * may use other variables.
 */
public final class Variables {
    private static final String ENVIRONMENT = "env:";

    private final Map<String, String> given;
    private final Function<String, @Nullable String> environment;
    private final Mistakes mistakes;
    private final Map<String, PlacedText> declared = new LinkedHashMap<>();
    private final Map<String, String> resolved = new HashMap<>();
    private final Set<String> faulty = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    public Variables(Map<String, String> given, Function<String, @Nullable String> environment, Mistakes mistakes) {
        this.given = Map.copyOf(given);
        this.environment = environment;
        this.mistakes = mistakes;
    }

    public void declare(String name, PlacedText value) {
        declared.put(name, value);
    }

    /** A variable whose declaration is at fault: its uses are not reported. */
    public void declareFaulty(String name) {
        faulty.add(name);
    }

    /** Reports mistakes in variables that nothing uses too. */
    public void resolveAll() {
        declared.keySet().forEach(name -> resolve(name, new LinkedHashSet<>()));
    }

    /** Reports variables of the command line that nothing declares or uses. */
    public void reportUnknown(Place start) {
        for (String name : new TreeSet<>(given.keySet())) {
            if (!declared.containsKey(name) && !used.contains(name) && !faulty.contains(name)) {
                String hint = NearestName.hint(name, declared.keySet());
                mistakes.add(start, "--var " + name + "=…: the pipeline uses no variable \"" + name + "\"" + hint);
            }
        }
    }

    /** The text with its variables filled in, or {@code null} when one is at fault and was reported. */
    @Nullable
    PlacedText fill(PlacedText raw) {
        return fill(raw, new LinkedHashSet<>());
    }

    private @Nullable PlacedText fill(PlacedText raw, Set<String> within) {
        String text = raw.value();
        if (text.indexOf("${") < 0) {
            return raw;
        }
        FilledText filled = new FilledText(raw);
        int at = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
            if (open > at && text.charAt(open - 1) == '$') {
                filled.copy(at, open - 1);
                filled.copy(open, open + 2);
                at = open + 2;
                continue;
            }
            filled.copy(at, open);
            int close = text.indexOf('}', open);
            if (close < 0) {
                mistakes.add(raw.place(open), "\"${\" is not closed; expected ${name}, or $${ for the characters ${");
                return null;
            }
            String value = value(text.substring(open + 2, close), raw.place(open), within);
            if (value == null) {
                return null;
            }
            filled.insert(value, open);
            at = close + 1;
        }
        filled.copy(at, text.length());
        return filled.build();
    }

    private @Nullable String value(String name, Place place, Set<String> within) {
        if (name.startsWith(ENVIRONMENT)) {
            return environmentValue(name.substring(ENVIRONMENT.length()), place);
        }
        used.add(name);
        if (within.contains(name)) {
            String way = String.join(" → ", within) + " → " + name;
            mistakes.add(place, "variables go round in a circle: " + way);
            return null;
        }
        if (given.containsKey(name) || declared.containsKey(name)) {
            return resolve(name, within);
        }
        if (!faulty.contains(name)) {
            Set<String> known = new TreeSet<>(declared.keySet());
            known.addAll(given.keySet());
            mistakes.add(
                    place,
                    "undefined variable \"" + name + "\"" + NearestName.hint(name, known)
                            + (known.isEmpty() ? "; declare it under variables or give --var " + name + "=…" : ""));
        }
        return null;
    }

    private @Nullable String environmentValue(String name, Place place) {
        String value = environment.apply(name);
        if (value == null) {
            mistakes.add(place, "the environment has no variable " + name + "; set it before starting");
        }
        return value;
    }

    private @Nullable String resolve(String name, Set<String> within) {
        String literal = given.get(name);
        if (literal != null) {
            return literal;
        }
        String known = resolved.get(name);
        PlacedText raw = declared.get(name);
        if (known != null || faulty.contains(name) || raw == null) {
            return known;
        }
        within.add(name);
        PlacedText value = fill(raw, within);
        within.remove(name);
        if (value == null) {
            faulty.add(name);
            return null;
        }
        resolved.put(name, value.value());
        return value.value();
    }
}
