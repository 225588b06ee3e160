package dev.starbeam.expression.function;

import dev.starbeam.words.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All functions and operators, by name, in the order of the reference. */
public final class FunctionCatalog {
    private static final Map<String, FunctionEntry> ENTRIES = byName();

    private FunctionCatalog() {}

    private static Map<String, FunctionEntry> byName() {
        Map<String, FunctionEntry> entries = new LinkedHashMap<>();
        Stream.of(
                        OperatorFunctions.entries(),
                        ConditionalFunctions.entries(),
                        ConversionFunctions.entries(),
                        TextFunctions.entries(),
                        TextPartFunctions.entries(),
                        PatternFunctions.entries(),
                        NumberFunctions.entries(),
                        TimeFunctions.entries())
                .flatMap(List::stream)
                .forEach(entry -> entries.put(entry.name(), entry));
        return entries;
    }

    public static List<FunctionEntry> all() {
        return List.copyOf(ENTRIES.values());
    }

    public static Optional<FunctionEntry> find(String name) {
        return Optional.ofNullable(ENTRIES.get(name));
    }

    static MistakenCall unknown(String name) {
        String nearest = NearestName.of(name, ENTRIES.keySet())
                .map(known -> "; did you mean " + known + "?")
                .orElse("; docs/functions.md lists those there are");
        return new MistakenCall(-1, "no function " + name + nearest);
    }
}
