package dev.starbeam.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

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

    /** With each day's new files, as a shop would run it. */
    static Path readingNewFiles(Path home) {
        String orders = "    location: ${raw}/orders*.csv\n    format: csv\n";
        return changed(home.resolve("appending"), orders, orders + "    read: new_files\n");
    }

    /** Without any check. */
    static Path withoutChecks(Path home) {
        return changed(home.resolve("unchecked"), text -> text.substring(0, text.indexOf("\nquality:\n") + 1));
    }

    static Path readingGzip(Path home) {
        return changed(home.resolve("gzip"), "orders*.csv\n", "orders*.csv.gz\n");
    }

    private static Path changed(Path directory, String line, String instead) {
        return changed(directory, text -> text.replace(line, instead));
    }

    private static Path changed(Path directory, UnaryOperator<String> change) {
        try {
            String declared = Files.readString(ANALYTICS.resolve("pipeline.yaml"));
            String changed = change.apply(declared);
            if (changed.equals(declared)) {
                throw new IllegalStateException(
                        ANALYTICS + " has changed: nothing of it is to be replaced in " + directory);
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
