package dev.starbeam.ingest.file;

import dev.starbeam.model.source.Compression;
import dev.starbeam.source.FileStore;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Files of any of Beam's file systems, without a pipeline. File systems other than the local one
 * must have been registered ({@code FileSystems.setDefaultPipelineOptions}), as every Beam runner and worker does.
 */
public record BeamFiles() implements FileStore {
    /** The order in which rows count as read; a text's own order puts what lies beyond U+FFFF before U+E000. */
    private static final Comparator<String> BY_CODE_POINT = Comparator.comparing(
                    (String path) -> path.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
            .thenComparing(Comparator.naturalOrder());

    /** Makes the file systems that these options describe known, beside the local one, which always is. */
    public static void useFileSystemsOf(PipelineOptions options) {
        FileSystems.setDefaultPipelineOptions(options);
    }

    @Override
    public List<SourceFile> list(String whose, String location) throws InvalidSourceException {
        Map<String, SourceFile> files = new TreeMap<>(BY_CODE_POINT);
        for (String alternative : GlobAlternatives.expand(location)) {
            for (MatchResult.Metadata file : match(whose, alternative)) {
                SourceFile listed = listed(file);
                files.put(listed.path(), listed);
            }
        }
        if (files.isEmpty()) {
            throw new InvalidSourceException(whose + ": no file matches " + location + "."
                    + " Check the path (a relative one begins at the working directory, a directory needs /*.csv after"
                    + " it) and that the files were delivered.");
        }
        return List.copyOf(files.values());
    }

    @Override
    public boolean seemsPacked(SourceFile file, Compression declared) {
        return Codec.expected(file.path(), declared).isPresent();
    }

    @Override
    public boolean isPacked(SourceFile file, Compression declared) throws IOException {
        return FileContent.codec(file.path(), declared).isPresent();
    }

    private static List<MatchResult.Metadata> match(String whose, String location) throws InvalidSourceException {
        try {
            return FileSystems.match(location, EmptyMatchTreatment.ALLOW).metadata().stream()
                    .filter(file -> !file.resourceId().isDirectory())
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSourceException(
                    whose + ": " + location + " cannot be listed: " + e.getMessage()
                            + ". Check the scheme (s3://, gs://, none for local files), the rights and the network.",
                    e);
        }
    }

    private static SourceFile listed(MatchResult.Metadata file) {
        return new SourceFile(
                file.resourceId().toString(),
                file.sizeBytes(),
                Math.max(0, file.lastModifiedMillis()),
                file.checksum(),
                file.isReadSeekEfficient());
    }
}
