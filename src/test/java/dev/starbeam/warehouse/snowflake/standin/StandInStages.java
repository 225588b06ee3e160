package dev.starbeam.warehouse.snowflake.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Stages, each a directory. */
final class StandInStages {
    private static final Pattern STAGE =
            Pattern.compile("@((?:\"(?:[^\"]|\"\")+\"|\\w+)(?:\\.(?:\"[^\"]+\"|\\w+))*)(/[^\\s']*)?");

    private final Path directory;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    StandInStages(Path directory) {
        this.directory = directory;
    }

    /**
     * A place on a stage.
     *
     * @param root the stage's directory
     * @param stage its name as LIST shows it
     */
    record Place(Path root, String stage, Path directory, String label) {
        String listed(Path file) {
            return stage + "/" + root.relativize(file).toString().replace('\\', '/');
        }
    }

    void create(String name) {
        known.add(name);
    }

    /** The place that a statement names. */
    Place find(String sql) {
        Matcher stage = STAGE.matcher(sql);
        if (!stage.find()) {
            throw new StandInRefusal(1003, "42000", "SQL compilation error: a stage is expected in: " + sql);
        }
        if (!known.contains(stage.group(1))) {
            throw new StandInRefusal(
                    2003,
                    "02000",
                    "SQL compilation error: Stage '" + stage.group(1) + "' does not exist or not authorized.");
        }
        String path = stage.group(2) == null ? "" : stage.group(2).substring(1);
        Path root = directory.resolve(Integer.toHexString(stage.group(1).hashCode()));
        Path place = root.resolve(path).normalize();
        if (!place.startsWith(root)) {
            throw new StandInRefusal(1003, "42000", "no such place: " + path);
        }
        String name = stage.group(1).replaceAll("^.*\\.", "").replace("\"", "").toLowerCase(Locale.ROOT);
        return new Place(root, name, place, path);
    }

    /** The files whose names begin as the place does. */
    List<Path> files(Place place) {
        Path parent = place.label().endsWith("/") || place.label().isEmpty()
                ? place.directory()
                : place.directory().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(parent)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().startsWith(place.directory().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As if the files whose names hold the text had been put so long ago. */
    void age(String text, Duration age) {
        FileTime time = FileTime.from(Instant.now().minus(age));
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(text))
                    .toList()) {
                Files.setLastModifiedTime(file, time);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> everything() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file))
                    .map(file -> file.subpath(1, file.getNameCount()).toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
