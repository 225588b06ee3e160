package dev.starbeam.spill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A place to park files in for as long as the tests run, for properties, which know no temporary directories. */
public final class TemporaryParking {
    private static final ParkingDirectory DIRECTORY = make();

    private TemporaryParking() {}

    public static ParkingDirectory directory() {
        return DIRECTORY;
    }

    private static ParkingDirectory make() {
        try {
            Path made = Files.createTempDirectory("parking");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(made)));
            return new ParkingDirectory(made.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
