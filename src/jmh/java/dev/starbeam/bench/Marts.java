package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The marts of customer analytics, as DuckDB alone would make them. */
final class Marts {
    private static final Path MARTS = Declarations.ANALYTICS.resolve("marts");

    private Marts() {}

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(MARTS)) {
            return files.sorted().toList();
        }
    }

    /** One statement a mart. */
    static List<String> statements() throws IOException {
        List<String> statements = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString().replace(".sql", "");
            statements.add("CREATE OR REPLACE TABLE marts." + name + " AS\n" + Files.readString(file));
        }
        return statements;
    }
}
