package dev.starbeam.cli;

import dev.starbeam.ingest.Sources;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.Language;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.quality.CheckRegistry;
import dev.starbeam.warehouse.engine.Warehouses;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pipeline that {@code --pipeline} names. */
final class NamedPipeline {
    static final String DEFAULT = "pipelines/online_retail";

    private NamedPipeline() {}

    /** As it is declared, with the variables that the words set. */
    static PipelineModel load(Words words) throws InvalidPipelineException {
        return PipelineLoader.load(directory(words), words.variables(), System::getenv, Sources.builtIn(), language());
    }

    /** With all that the shipped warehouses and checks let pipelines declare. */
    static Language language() {
        return new Language(Warehouses.options(), CheckRegistry.ALL);
    }

    /** As named from the working directory or, if it is not there, from the directory Starbeam lives in. */
    private static Path directory(Words words) {
        String named = words.option("pipeline").orElse(DEFAULT);
        Path here = Path.of(named);
        Path home = Path.of(System.getProperty("starbeam.home", ".")).resolve(named);
        return !Files.exists(here) && Files.exists(home) ? home : here;
    }
}
