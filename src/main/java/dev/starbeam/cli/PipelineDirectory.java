package dev.starbeam.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the pipeline is declared that {@code --pipeline} names. */
final class PipelineDirectory {
    static final String DEFAULT = "pipelines/online_retail";

    private PipelineDirectory() {}

    /** As named from the working directory or, if it is not there, from the directory Starbeam lives in. */
    static Path of(Words words) {
        String named = words.option("pipeline").orElse(DEFAULT);
        Path here = Path.of(named);
        Path home = Path.of(System.getProperty("starbeam.home", ".")).resolve(named);
        return !Files.exists(here) && Files.exists(home) ? home : here;
    }
}
