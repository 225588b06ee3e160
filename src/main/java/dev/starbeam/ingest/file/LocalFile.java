package dev.starbeam.ingest.file;

import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One file of this machine, looked at without being read. */
final class LocalFile {
    private static final boolean HAS_INODES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private LocalFile() {}

    /** How a place that can't be read is refused: where, what it is, what to do. */
    interface Refusal {
        InvalidSourceException of(String path, String what, String remedy);
    }

    /**
     * The file at a path that {@code pattern} matches by its last part; nothing where nothing is, or a directory that is
     * matched only since everything is.
     *
     * @throws InvalidSourceException when something is there that can't be read as a file
     */
    static Optional<SourceFile> at(Path path, String pattern, Refusal refusal) throws InvalidSourceException {
        BasicFileAttributes attributes = attributes(path, refusal);
        if (attributes == null) {
            return Optional.empty();
        }
        String name = path.toString();
        if (name.indexOf('\uFFFD') >= 0) {
            throw refusal.of(
                    path.toUri().getRawPath(),
                    "the name, here with its bytes as %XX, is no text in " + System.getProperty("sun.jnu.encoding"),
                    "Rename the file, or run with a UTF-8 locale, e.g. LC_ALL=C.UTF-8.");
        }
        if (attributes.isDirectory()) {
            if (pattern.chars().allMatch(c -> c == '*') || !LocalFiles.hasWildcard(pattern)) {
                return Optional.empty();
            }
            throw refusal.of(
                    name,
                    "it is a directory, and " + pattern + " means files",
                    "Add /* to read the files in it, or name the files more closely.");
        }
        if (!attributes.isRegularFile()) {
            throw refusal.of(
                    name,
                    "it is a pipe, a device or a socket, and not a file",
                    "Write what comes out of it to a file, and name that.");
        }
        if (!Files.isReadable(path)) {
            throw refusal.of(name, "the file may not be read by this user", "Give the right to read it (r).");
        }
        return Optional.of(new SourceFile(
                path.toAbsolutePath().normalize().toString(),
                attributes.size(),
                Math.max(0, attributes.lastModifiedTime().toMillis()),
                marks(path, attributes),
                true));
    }

    /** Whether there is a directory to look into. */
    static boolean isDirectory(Path path, Refusal refusal) throws InvalidSourceException {
        BasicFileAttributes attributes = attributes(path, refusal);
        return attributes != null && attributes.isDirectory();
    }

    /** What tells one state of the file from another, as long as its content isn't known. */
    static String marks(Path path, BasicFileAttributes attributes) {
        String modified = nanos(attributes.lastModifiedTime());
        if (!HAS_INODES) {
            return modified;
        }
        try {
            Map<String, Object> unix = Files.readAttributes(path, "unix:ctime,ino");
            return unix.get("ctime") instanceof FileTime changed
                    ? modified + "/" + nanos(changed) + "/" + unix.get("ino")
                    : modified;
        } catch (IOException | RuntimeException e) {
            return modified;
        }
    }

    /** Why something can't be done, in few words. */
    static String reason(Exception e) {
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    private static String nanos(FileTime time) {
        return Long.toString(time.to(TimeUnit.NANOSECONDS), Character.MAX_RADIX);
    }

    private static @Nullable BasicFileAttributes attributes(Path path, Refusal refusal) throws InvalidSourceException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException | NotDirectoryException e) {
            if (Files.isSymbolicLink(path)) {
                throw refusal.of(path.toString(), "it is a link to what is not there", "Remove or mend the link.");
            }
            return null;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Not a directory")) {
                return null;
            }
            throw refusal.of(
                    path.toString(),
                    "it can't be looked at (" + reason(e) + ")",
                    "Give the user who runs this the right to look into its directory (x), or leave it out of the location.");
        }
    }
}
