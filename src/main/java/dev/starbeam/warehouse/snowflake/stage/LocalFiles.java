package dev.starbeam.warehouse.snowflake.stage;

import dev.starbeam.warehouse.WarehouseException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Local files as PUT names them: one pattern, which the driver uploads in parallel, where that means just these. */
final class LocalFiles {
    private static final String SUFFIX = ".parquet";

    private LocalFiles() {}

    /** @throws WarehouseException when a path has a character that PUT takes for a pattern or for the path's end */
    static List<String> asPutTakesThem(List<String> files) {
        List<Path> paths = files.stream().map(LocalFiles::path).toList();
        Path directory = paths.get(0).getParent();
        boolean together = directory != null && paths.stream().allMatch(path -> directory.equals(path.getParent()));
        Set<String> names =
                paths.stream().map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        boolean parquet = names.stream().allMatch(name -> name.endsWith(SUFFIX));
        String prefix = parquet ? prefix(names) : "";
        return paths.size() > 1 && together && parquet && meansJust(names, directory, prefix, SUFFIX)
                ? List.of(directory + "/" + prefix + "*" + SUFFIX)
                : paths.stream().map(Path::toString).toList();
    }

    /** What all names begin with, the suffix left out: a pattern's two ends must not overlap. */
    private static String prefix(Set<String> names) {
        String first = names.iterator().next();
        String prefix = first.substring(0, first.length() - SUFFIX.length());
        for (String name : names) {
            prefix = prefix.substring(0, common(prefix, name.substring(0, name.length() - SUFFIX.length())));
        }
        return prefix;
    }

    private static boolean meansJust(Set<String> names, @Nullable Path directory, String prefix, String suffix) {
        if (directory == null) {
            return false;
        }
        try (Stream<Path> there = Files.list(directory)) {
            Set<String> found = there.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(suffix))
                    .collect(Collectors.toCollection(HashSet::new));
            return found.equals(names);
        } catch (IOException e) {
            throw new WarehouseException("staging directory " + directory + " can't be read: " + e.getMessage(), e);
        }
    }

    private static int common(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static Path path(String file) {
        Path path = file.toLowerCase(Locale.ROOT).startsWith("file:") ? Path.of(URI.create(file)) : Path.of(file);
        if (path.toString().matches("(?s).*[*?'\\\\\\p{Cntrl}].*")) {
            throw new WarehouseException(
                    "staged file " + path + " has a character in its path that Snowflake's PUT can't"
                            + " take; set --staging to a directory without * ? ' and \\");
        }
        return path.toAbsolutePath();
    }
}
