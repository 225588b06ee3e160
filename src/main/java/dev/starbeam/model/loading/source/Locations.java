package dev.starbeam.model.loading.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * Finds what a source's location means. A URI or an absolute path means itself. A relative path is looked for in the
 * working directory; if nothing is there, in the pipeline's directory; then in the directory that holds the pipeline's
 * {@code pipelines} directory.
 */
public final class Locations {
    private final List<Path> bases;

    private Locations(List<Path> bases) {
        this.bases = bases;
    }

    /** For a declaration in {@code directory}. */
    public static Locations of(Path directory) {
        Set<Path> bases = new LinkedHashSet<>(List.of(Path.of(""), directory));
        Path parent = directory.toAbsolutePath().normalize().getParent();
        if (parent != null && parent.endsWith("pipelines") && parent.getParent() != null) {
            bases.add(parent.getParent());
        }
        return new Locations(List.copyOf(bases));
    }

    /** The location to read; as written when it is found nowhere. */
    String resolve(String location) {
        return isRelative(location) ? find(location).orElse(location) : location;
    }

    /** What to add to a message about a missing file: where a relative path was looked for. */
    String searched(String location) {
        if (!isRelative(location) || find(location).isPresent()) {
            return "";
        }
        List<String> places = bases.stream()
                .map(base -> base.toAbsolutePath().normalize().toString())
                .distinct()
                .toList();
        return "; a relative path is looked for in " + String.join(", then ", places);
    }

    private Optional<String> find(String location) {
        return bases.stream()
                .filter(base -> matches(base, location))
                .map(base -> base.toString().isEmpty() ? location : base + "/" + location)
                .findFirst();
    }

    /** Whether {@code base} has the path, or for a glob something that its first segment with a glob matches. */
    private static boolean matches(Path base, String location) {
        String fixed = fixedPart(location);
        if (fixed.length() == location.length()) {
            return Files.exists(base.resolve(location));
        }
        int end = location.indexOf('/', fixed.length());
        String segment = location.substring(fixed.length(), end < 0 ? location.length() : end);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(base.resolve(fixed), segment)) {
            return found.iterator().hasNext();
        } catch (IOException | PatternSyntaxException | DirectoryIteratorException e) {
            return false;
        }
    }

    private static boolean isRelative(String location) {
        try {
            return !location.contains("://") && !Path.of(fixedPart(location)).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String fixedPart(String location) {
        int glob = 0;
        while (glob < location.length() && "*?[{".indexOf(location.charAt(glob)) < 0) {
            glob++;
        }
        int end = glob == location.length() ? glob : location.lastIndexOf('/', glob) + 1;
        return location.substring(0, end);
    }
}
