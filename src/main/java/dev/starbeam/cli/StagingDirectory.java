package dev.starbeam.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of one run's files on the way, where it is a local one: it names the process it belongs to, so that a
 * later run can remove what a killed one has left behind. On other file systems it does nothing.
 */
final class StagingDirectory {
    private static final String OWNER = "owner.pid";

    private final Optional<Path> directory;

    private StagingDirectory(Optional<Path> directory) {
        this.directory = directory;
    }

    /** Takes possession of {@code uri} and removes its siblings whose processes have ended. */
    static StagingDirectory create(String uri) throws IOException {
        if (uri.contains("://")) {
            return new StagingDirectory(Optional.empty());
        }
        Path path = Path.of(uri).toAbsolutePath();
        Files.createDirectories(path);
        Files.writeString(
                path.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
        sweep(path);
        return new StagingDirectory(Optional.of(path));
    }

    /** Removes everything but the files whose names hold {@code kept}. */
    void removeAllBut(List<String> kept) throws IOException {
        if (directory.isPresent()) {
            remove(directory.get(), kept);
        }
    }

    private static void sweep(Path own) throws IOException {
        Path parent = own.getParent();
        if (parent == null) {
            return;
        }
        List<Path> others;
        try (Stream<Path> siblings = Files.list(parent)) {
            others = siblings.filter(sibling -> !sibling.equals(own) && isAbandoned(sibling))
                    .toList();
        }
        for (Path other : others) {
            remove(other, List.of());
        }
    }

    /** Only directories that a run has marked as its own, so that nothing else in the directory is ever touched. */
    private static boolean isAbandoned(Path sibling) {
        Path owner = sibling.resolve(OWNER);
        try {
            if (!Files.isRegularFile(owner)) {
                return false;
            }
            long pid = Long.parseLong(Files.readString(owner).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    private static void remove(Path directory, List<String> kept) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .filter(file -> kept.stream().noneMatch(part -> holds(file, part)))
                    .forEach(StagingDirectory::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean holds(Path file, String part) {
        if (!Files.isDirectory(file)) {
            return file.getFileName().toString().contains(part);
        }
        try (Stream<Path> inside = Files.list(file)) {
            return inside.anyMatch(entry -> !entry.getFileName().toString().equals(OWNER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
