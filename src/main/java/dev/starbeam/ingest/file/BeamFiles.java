package dev.starbeam.ingest.file;

import dev.starbeam.model.source.Compression;
import dev.starbeam.source.ChangedSourceException;
import dev.starbeam.source.ContentSum;
import dev.starbeam.source.FileStore;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Files of any of Beam's file systems, without a pipeline. File systems other than the local one
 * must have been registered ({@code FileSystems.setDefaultPipelineOptions}), as every Beam runner and worker does.
 */
public record BeamFiles() implements FileStore {
    private static final int BUFFER = 1 << 18;

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
        List<String> alternatives = alternatives(whose, location);
        for (SourceFile file :
                LocalFiles.isLocal(location) ? local(whose, location, alternatives) : remote(whose, alternatives)) {
            files.put(file.path(), file);
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

    private static List<String> alternatives(String whose, String location) throws InvalidSourceException {
        try {
            return GlobAlternatives.expand(location);
        } catch (IllegalArgumentException e) {
            throw new InvalidSourceException(whose + ": " + location + ": " + e.getMessage(), e);
        }
    }

    /** A path that is there is meant as it is, whatever characters it has. */
    private static List<SourceFile> local(String whose, String location, List<String> alternatives)
            throws InvalidSourceException {
        LocalFiles files = new LocalFiles(whose);
        if (alternatives.size() > 1) {
            files.findAsItIs(location);
        }
        for (String alternative : alternatives) {
            files.find(alternative);
        }
        return files.found();
    }

    private static List<SourceFile> remote(String whose, List<String> locations) throws InvalidSourceException {
        List<SourceFile> files = new ArrayList<>();
        for (String location : locations) {
            for (MatchResult.Metadata file : match(whose, location)) {
                files.add(listed(file));
            }
        }
        return files;
    }

    @Override
    public Optional<String> content(SourceFile file) throws IOException {
        if (!LocalFiles.isLocal(file.path())) {
            return Optional.empty();
        }
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[BUFFER];
        try (InputStream bytes = Files.newInputStream(Path.of(file.path()))) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                sum.update(buffer, 0, read);
            }
        }
        return Optional.of(ContentSum.text((int) sum.getValue()));
    }

    /** Remote files are listed as they were before: to ask for each takes longer, and a name may look like a pattern. */
    @Override
    public void requireUnchanged(String location, List<SourceFile> files) throws IOException {
        boolean isLocal = LocalFiles.isLocal(location);
        Map<String, SourceFile> listed = isLocal || files.isEmpty() ? Map.of() : listed(location);
        for (SourceFile file : files) {
            SourceFile now = isLocal ? local(file.path()) : listed.get(file.path());
            if (now == null) {
                throw ChangedSourceException.of(file.path(), "it is not there any more");
            }
            if (!now.identity().isSame(file.identity())) {
                throw ChangedSourceException.of(
                        file.path(),
                        "it has " + now.size() + " bytes now and had " + file.size()
                                + ", or its time of change is another");
            }
        }
    }

    private static Map<String, SourceFile> listed(String location) throws InvalidSourceException {
        Map<String, SourceFile> listed = new HashMap<>();
        remote("", alternatives("", location)).forEach(file -> listed.put(file.path(), file));
        return listed;
    }

    private static @Nullable SourceFile local(String path) throws InvalidSourceException {
        LocalFiles files = new LocalFiles(path);
        files.findAsItIs(path);
        return files.found().isEmpty() ? null : files.found().get(0);
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
