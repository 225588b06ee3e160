package dev.starbeam.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run's own directory for files on the way, when it is local. As long as the run lives, it holds a lock on a file in
 * it; the system lets go of the lock however the process ends, so the next run knows what was abandoned, and removes it.
 */
final class StagingDirectory implements AutoCloseable {
    private static final String LOCK = ".running";

    private final Path directory;
    private final @Nullable FileChannel lock;
    private final PrintStream err;

    private StagingDirectory(Path directory, @Nullable FileChannel lock, PrintStream err) {
        this.directory = directory;
        this.lock = lock;
        this.err = err;
    }

    /** Removes what dead runs left beside it, and takes the directory. A directory that is not local is left alone. */
    static StagingDirectory take(String staging, PrintStream err) throws IOException {
        if (staging.contains("://")) {
            return new StagingDirectory(Path.of("."), null, err);
        }
        Path directory = Path.of(staging);
        Files.createDirectories(directory);
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            removeAbandoned(parent, err);
        }
        return new StagingDirectory(directory, lock(directory), err);
    }

    /** Locks before the lock's name appears, so that no other run ever sees it open. */
    private static FileChannel lock(Path directory) throws IOException {
        Path unnamed = directory.resolve(LOCK + ".new");
        FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        Files.move(unnamed, directory.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
        return channel;
    }

    private static void removeAbandoned(Path parent, PrintStream err) throws IOException {
        List<Path> runs;
        try (Stream<Path> files = Files.list(parent)) {
            runs = files.filter(file -> Files.isRegularFile(file.resolve(LOCK))).toList();
        }
        for (Path run : runs) {
            if (isAbandoned(run)) {
                remove(run, err);
            }
        }
    }

    private static boolean isAbandoned(Path run) {
        try (FileChannel channel = FileChannel.open(run.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (OverlappingFileLockException | IOException e) {
            return false;
        }
    }

    /** Removes only the rows between passes; files that people are to read stay. */
    void keepFiles(Path claims) {
        if (lock != null) {
            remove(claims, err);
            remove(directory.resolve(LOCK), err);
        }
    }

    /** Ends the run; removes the directory unless its files are to be kept. */
    @Override
    public void close() {
        if (lock == null) {
            return;
        }
        if (Files.exists(directory.resolve(LOCK))) {
            remove(directory, err);
        }
        try {
            lock.close();
        } catch (IOException e) {
            err.println("starbeam: could not unlock " + directory + ": " + e.getMessage());
        }
    }

    private static void remove(Path directory, PrintStream err) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            err.println("starbeam: could not remove " + directory + ": " + e.getMessage());
        }
    }
}
