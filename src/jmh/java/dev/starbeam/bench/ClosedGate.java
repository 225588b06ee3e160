package dev.starbeam.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pipeline that is measured, with one check more that no input passes. */
final class ClosedGate {
    private static final Path PIPELINE = Path.of("pipelines/customer_analytics/pipeline.yaml");

    private ClosedGate() {}

    /** Writes the declaration below {@code work}; returns its directory. */
    static Path pipeline(Path work) {
        Path directory = work.resolve("gated");
        try {
            Files.createDirectories(directory);
            String declared = Files.readString(PIPELINE);
            String closed = declared.replace(
                    "\nquality:\n",
                    "\nquality:\n  - {check: row_count, id: never, min: 1000000000000, severity: error}\n");
            if (closed.equals(declared)) {
                throw new IllegalStateException(PIPELINE + " has no line \"quality:\"");
            }
            Files.writeString(directory.resolve("pipeline.yaml"), closed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }
}
