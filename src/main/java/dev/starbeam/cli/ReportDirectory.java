package dev.starbeam.cli;

import dev.starbeam.run.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes sure, before anything is read, that a run can tell what came of it. */
final class ReportDirectory {
    private ReportDirectory() {}

    /** Of other file systems only writing itself tells. @throws UsageException when no summary could be written */
    static void require(RunPlan plan) throws UsageException {
        if (plan.report().contains("://")) {
            return;
        }
        Path directory = Path.of(plan.report());
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, ".starbeam", ".try"));
        } catch (IOException e) {
            throw new UsageException("--report=" + directory + " can't be written (" + e
                    + "); nothing was begun. Name a directory where the summary may be kept");
        }
    }
}
