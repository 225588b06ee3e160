package dev.starbeam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of packages in ARCHITECTURE.md: each with the packages of ours that it may import. */
final class LayerTable {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\|.*\\| ([^|]+) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    private LayerTable() {}

    static Map<String, Set<String>> read() throws IOException {
        Map<String, Set<String>> layers = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("ARCHITECTURE.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                layers.put(row.group(1), imports(row.group(2), layers.keySet()));
            }
        }
        return layers;
    }

    /** What a cell says: "nothing of ours", names, or "all above" but some names. */
    private static Set<String> imports(String cell, Set<String> above) {
        Set<String> named = new TreeSet<>();
        NAME.matcher(cell).results().forEach(name -> named.add(name.group(1)));
        if (!above.containsAll(named)) {
            throw new IllegalStateException("\"" + cell + "\" names a package that is not above it");
        }
        if (!cell.startsWith("all above")) {
            return named;
        }
        Set<String> rest = new TreeSet<>(above);
        rest.removeAll(named);
        return rest;
    }
}
