package dev.starbeam.cli;

import dev.starbeam.batch.Field;
import dev.starbeam.ingest.Sources;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.Language;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.model.loading.source.FormatDeclaration;
import dev.starbeam.model.loading.source.SourceCatalog;
import dev.starbeam.model.loading.source.UnknownColumnsException;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.JdbcModel;
import dev.starbeam.model.source.SourceModel;
import dev.starbeam.quality.CheckRegistry;
import dev.starbeam.warehouse.engine.Warehouses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The pipeline that {@code --pipeline} names. */
final class NamedPipeline {
    static final String DEFAULT = "pipelines/online_retail";

    private NamedPipeline() {}

    /** As it is declared, with the variables that the words set. */
    static PipelineModel load(Words words, BeamOptions beam) throws InvalidPipelineException {
        PipelineModel model = PipelineLoader.load(
                directory(words),
                words.variables(),
                System::getenv,
                new AwaitedSources(Sources.builtIn(), beam),
                language());
        for (SourceModel source : model.sources()) {
            beam.awaitFileSystemOf(source.match(FilesModel::location, table -> ""));
        }
        return model;
    }

    /** With all that the shipped warehouses and checks let pipelines declare. */
    static Language language() {
        return new Language(Warehouses.options(), Warehouses.dialects(), CheckRegistry.ALL);
    }

    /** As named from the working directory or, if it is not there, from the directory Starbeam lives in. */
    private static Path directory(Words words) {
        String named = words.option("pipeline").orElse(DEFAULT);
        Path here = Path.of(named);
        Path home = Path.of(System.getProperty("starbeam.home", ".")).resolve(named);
        return !Files.exists(here) && Files.exists(home) ? home : here;
    }

    /** Asks for columns when the file system they are on is known. */
    private record AwaitedSources(Sources sources, BeamOptions beam) implements SourceCatalog {
        @Override
        public List<? extends FormatDeclaration> formats() {
            return sources.formats();
        }

        @Override
        public List<Field> columns(FilesModel source) throws UnknownColumnsException {
            beam.awaitFileSystemOf(source.location());
            return sources.columns(source);
        }

        @Override
        public List<Field> columns(JdbcModel jdbc) throws UnknownColumnsException {
            return sources.columns(jdbc);
        }
    }
}
