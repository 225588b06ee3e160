package dev.starbeam.model.loading;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.source.SourceCatalog;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.model.loading.yaml.Mistake;
import dev.starbeam.model.loading.yaml.Mistakes;
import dev.starbeam.model.loading.yaml.Reading;
import dev.starbeam.model.loading.yaml.Variables;
import dev.starbeam.model.loading.yaml.YamlDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads a declared pipeline: {@code pipeline.yaml} and {@code marts/*.sql} beside it. {@code docs/pipeline-yaml.md}
 * describes the language.
 *
 * <pre>{@code
 * PipelineModel model = PipelineLoader.load(Path.of("pipelines/online_retail"), Map.of(), System::getenv, catalog, language);
 * }</pre>
 */
public final class PipelineLoader {
    private static final String FILE = "pipeline.yaml";

    private PipelineLoader() {}

    /**
     * Reads, resolves and checks the declaration.
     *
     * @param pipeline the pipeline's directory, or its file
     * @param variables values that win over the file's {@code variables}
     * @param environment answers {@code ${env:NAME}}; {@code null} for a variable that is not set
     * @param catalog the formats there are, asked for the columns of each source
     * @param language what may be declared beyond the words that every pipeline knows
     * @throws InvalidPipelineException with every mistake at once
     */
    public static PipelineModel load(
            Path pipeline,
            Map<String, String> variables,
            Function<String, @Nullable String> environment,
            SourceCatalog catalog,
            Language language)
            throws InvalidPipelineException {
        Path file = Files.isDirectory(pipeline) ? pipeline.resolve(FILE) : pipeline;
        Mistakes mistakes = new Mistakes();
        String text = text(file);
        YamlDocument document = new YamlDocument(file.toString(), text, mistakes);
        Reading reading = new Reading(document, new Variables(variables, environment, mistakes), mistakes);
        Path directory = file.getParent() == null ? Path.of("") : file.getParent();
        return new PipelineDeclaration(reading, directory, catalog, language).read();
    }

    private static String text(Path file) throws InvalidPipelineException {
        String fault;
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            fault = "is not UTF-8 text";
        } catch (IOException e) {
            fault = Files.exists(file)
                    ? "cannot be read: " + e.getMessage()
                    : "there is no such file; expected a directory with a " + FILE + ", or the file itself";
        }
        throw new InvalidPipelineException(List.of(new Mistake(file.toString(), 1, 1, fault)));
    }
}
