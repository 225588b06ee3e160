package dev.starbeam.ingest.file;

import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/**
 * The files of this machine that locations mean, found by looking only where they can be. What matches and can't be read as
 * a file is never left out in silence: it is refused, with its place.
 */
final class LocalFiles {
    private static final String LOCALE =
            "Check the pattern, and that the machine's locale has these characters, e.g. LC_ALL=C.UTF-8.";

    private static final int MOST_TOLD = 5;

    private final String whose;
    private final Map<Path, List<Path>> listings = new HashMap<>();
    private final List<SourceFile> found = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    /** @param whose what to call the locations' owner in messages */
    LocalFiles(String whose) {
        this.whose = whose;
    }

    static boolean isLocal(String location) {
        return !location.contains("://") || location.startsWith("file://");
    }

    /**
     * What all locations so far mean, in no order.
     *
     * @throws InvalidSourceException naming every place that can't be listed or is no file, and what to do
     */
    List<SourceFile> found() throws InvalidSourceException {
        if (!refusals.isEmpty()) {
            Collections.sort(refusals);
            String more = refusals.size() > MOST_TOLD ? "\n… and " + (refusals.size() - MOST_TOLD) + " more" : "";
            throw new InvalidSourceException(String.join(
                            "\n", refusals.subList(0, Math.min(MOST_TOLD, refusals.size())))
                    + more);
        }
        return found;
    }

    /** @throws InvalidSourceException naming what can't be listed or is no file, and what to do */
    void find(String location) throws InvalidSourceException {
        String plain = location.startsWith("file:") ? location.replaceFirst("^file:(//)?", "") : location;
        try {
            if (!hasWildcard(plain) || Files.exists(Path.of(plain))) {
                take(Path.of(plain), plain);
                return;
            }
            boolean fromRoot = plain.startsWith("/");
            descend(
                    Path.of(fromRoot ? "/" : ""),
                    List.of(plain.substring(fromRoot ? 1 : 0).split("/+")),
                    0);
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw refused(location, "it can't be a path here (" + e.getMessage() + ")", LOCALE);
        }
    }

    /** Takes the file of that very path, if there is one. */
    void findAsItIs(String path) throws InvalidSourceException {
        try {
            take(Path.of(path), "");
        } catch (InvalidPathException e) {
            throw refused(path, "it can't be a path here (" + e.getMessage() + ")", LOCALE);
        }
    }

    private void descend(Path directory, List<String> segments, int at) throws InvalidSourceException {
        String segment = segments.get(at);
        boolean last = at + 1 == segments.size();
        if (segment.contains("**")) {
            walk(directory, String.join("/", segments.subList(at, segments.size())));
        } else if (!hasWildcard(segment)) {
            Path next = directory.resolve(segment);
            if (last) {
                take(next, segment);
            } else if (LocalFile.isDirectory(next, this::refused)) {
                descend(next, segments, at + 1);
            }
        } else {
            PathMatcher matcher = matcher(segment);
            for (Path entry : list(directory)) {
                if (matcher.matches(entry.getFileName())) {
                    noting(() -> step(entry, segments, at));
                }
            }
        }
    }

    private interface Step {
        void run() throws InvalidSourceException;
    }

    /** All that is refused is told at once. */
    private void noting(Step step) {
        try {
            step.run();
        } catch (InvalidSourceException e) {
            refusals.add(String.valueOf(e.getMessage()));
        }
    }

    private void step(Path entry, List<String> segments, int at) throws InvalidSourceException {
        if (at + 1 == segments.size()) {
            take(entry, segments.get(at));
        } else if (LocalFile.isDirectory(entry, this::refused)) {
            requireNoLoop(entry);
            descend(entry, segments, at + 1);
        }
    }

    /** Below a link to a directory above it are the same files again. */
    private void requireNoLoop(Path directory) throws InvalidSourceException {
        try {
            Path above = directory.toAbsolutePath().getParent();
            if (Files.isSymbolicLink(directory)
                    && above != null
                    && above.toRealPath().startsWith(directory.toRealPath())) {
                throw loop(directory);
            }
        } catch (IOException e) {
            throw refused(directory.toString(), "it can't be looked into (" + e + ")", "Check the link.");
        }
    }

    private InvalidSourceException loop(Path link) {
        return refused(
                link.toString(),
                "it is a link to a directory above it, so that files would be read over and over",
                "Remove the link, or leave it out of the location.");
    }

    private void take(Path path, String pattern) throws InvalidSourceException {
        LocalFile.at(path, pattern, this::refused).ifPresent(found::add);
    }

    private List<Path> list(Path directory) throws InvalidSourceException {
        List<Path> known = listings.get(directory);
        if (known != null) {
            return known;
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | DirectoryIteratorException e) {
            throw unlistable(directory, e);
        }
        listings.put(directory, entries);
        return entries;
    }

    private InvalidSourceException unlistable(Path directory, Exception e) {
        return refused(
                directory.toString(),
                "the directory can't be listed (" + LocalFile.reason(e) + ")",
                "Give the user who runs this the right to list it (r and x), or leave it out of the location.");
    }

    private void walk(Path directory, String rest) throws InvalidSourceException {
        PathMatcher matcher = matcher(rest);
        String pattern = rest.substring(rest.lastIndexOf('/') + 1);
        try {
            if (Files.isDirectory(directory)) {
                Files.walkFileTree(
                        directory,
                        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                        Integer.MAX_VALUE,
                        new Matching(directory, matcher, pattern));
            }
        } catch (InvalidSourceException e) {
            throw e;
        } catch (IOException e) {
            throw unlistable(directory, e);
        }
    }

    private final class Matching extends SimpleFileVisitor<Path> {
        private final Path root;
        private final PathMatcher matcher;
        private final String pattern;

        Matching(Path root, PathMatcher matcher, String pattern) {
            this.root = root;
            this.matcher = matcher;
            this.pattern = pattern;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            return visitFile(directory, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (matcher.matches(root.relativize(file))) {
                noting(() -> take(file, pattern));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            noting(() -> {
                if (e instanceof FileSystemLoopException) {
                    throw loop(file);
                }
                if (!(e instanceof NoSuchFileException)) {
                    throw unlistable(file, e);
                }
            });
            return FileVisitResult.CONTINUE;
        }
    }

    static boolean hasWildcard(String text) {
        return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    /** Braces that are left are no alternatives. */
    private static PathMatcher matcher(String pattern) {
        return FileSystems.getDefault()
                .getPathMatcher("glob:" + pattern.replace("{", "\\{").replace("}", "\\}"));
    }

    private InvalidSourceException refused(String path, String what, String remedy) {
        return new InvalidSourceException(whose + ": " + path + ": " + what + ". " + remedy);
    }
}
