package dev.starbeam.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The declared pipeline that is measured, and copies of it with one line changed. */
final class Declarations {
    static final Path ANALYTICS = Path.of("pipelines/customer_analytics");

    private Declarations() {}

    /** With one check more, which no input passes. */
    static Path withClosedGate(Path home) {
        return changed(
                home.resolve("gated"),
                "\nquality:\n",
                "\nquality:\n  - {check: row_count, id: never, min: 1000000000000, severity: error}\n");
    }

    static Path readingGzip(Path home) {
        return changed(home.resolve("gzip"), "orders*.csv\n", "orders*.csv.gz\n");
    }

    private static Path changed(Path directory, String line, String instead) {
        try {
            String declared = Files.readString(ANALYTICS.resolve("pipeline.yaml"));
            String changed = declared.replace(line, instead);
            if (changed.equals(declared)) {
                throw new IllegalStateException(ANALYTICS + " has no line " + line.strip());
            }
            Files.createDirectories(directory.resolve("marts"));
            Files.writeString(directory.resolve("pipeline.yaml"), changed);
            for (Path mart : Marts.files()) {
                Files.write(directory.resolve("marts").resolve(mart.getFileName()), Files.readAllBytes(mart));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }
}
