package dev.starbeam.spill;

import dev.starbeam.local.LocalPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Files that are written once, and read when they are whole, on any Beam file system. */
public final class WholeFile {
    private WholeFile() {}

    /** A name that no other attempt uses: {@code base-<16 hex digits><suffix>}. */
    public static String newName(String base, String suffix) {
        return base + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + suffix;
    }

    /** Writes a file of a name that nobody else writes. */
    public static void write(String uri, byte[] content) throws IOException {
        try (OutputStream out = create(uri)) {
            out.write(content);
        }
    }

    /** Begins a file of a name that nobody else writes. */
    public static OutputStream create(String uri) throws IOException {
        ResourceId file = FileSystems.matchNewResource(uri, false);
        OutputStream out = Channels.newOutputStream(FileSystems.create(file, "application/octet-stream"));
        LocalPath.keepFromOthers(uri);
        return out;
    }

    /** Writes a file, or takes the place of an older one. Of several writers at a time one wins. */
    public static void replace(String uri, byte[] content) throws IOException {
        String attempt = newName(uri, ".part");
        write(attempt, content);
        FileSystems.rename(
                List.of(FileSystems.matchNewResource(attempt, false)),
                List.of(FileSystems.matchNewResource(uri, false)),
                StandardMoveOptions.IGNORE_MISSING_FILES);
    }

    /** @return its content; empty when there is no such file */
    public static Optional<byte[]> read(String uri) throws IOException {
        Optional<InputStream> found = open(uri);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = found.get()) {
            return Optional.of(in.readAllBytes());
        }
    }

    /** @return its content, to be closed; empty when there is no such file */
    public static Optional<InputStream> open(String uri) throws IOException {
        if (LocalPath.isMissing(uri)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Channels.newInputStream(
                    FileSystems.open(FileSystems.matchSingleFileSpec(uri).resourceId())));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }
}
