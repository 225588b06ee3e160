package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells how long a step took, in the words of the product's summary. */
final class Steps {
    private Steps() {}

    static void write(Path report, String step, long startNanos) throws IOException {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        Files.createDirectories(report);
        Files.writeString(
                report.resolve("steps.json"),
                String.format(Locale.ROOT, "{\"seconds\": {\"%s\": %.6f}}%n", step, seconds));
    }
}
