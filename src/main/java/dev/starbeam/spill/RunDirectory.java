package dev.starbeam.spill;

import dev.starbeam.local.LocalPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one run's files on the way, on any Beam file system. A file in it says whose it is, so that a later run
 * can remove what a dead one has left behind; directories without such a file are never touched.
 *
 * @param uri without a slash at its end
 */
public record RunDirectory(String uri) {
    private static final Logger LOG = LoggerFactory.getLogger(RunDirectory.class);
    private static final String OWNER = "/owner";
    private static final Pattern MEANS_SOMETHING = Pattern.compile("[*?\\[\\]{}\\\\]");
    private static final long MOST_AGE_MILLIS = 3L * 24 * 60 * 60 * 1000;

    /** Takes possession of the directory. */
    public void own(RunOwner owner) throws IOException {
        ResourceId file = FileSystems.matchNewResource(uri + OWNER, false);
        try (WritableByteChannel channel = FileSystems.create(file, "text/plain")) {
            ByteBuffer bytes = ByteBuffer.wrap(owner.toString().getBytes(StandardCharsets.UTF_8));
            LocalPath.keepFromOthers(uri);
            LocalPath.keepFromOthers(uri + OWNER);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /**
     * Removes siblings whose process here has ended, and those in which nothing was written for three days. What may not be
     * read or removed, or is being removed by another run, is left. Of directories without an owner only empty ones go, after
     * three days.
     *
     * @param nowMillis the time
     */
    public void sweepSiblings(long nowMillis) throws IOException {
        String parent = uri.substring(0, Math.max(0, uri.lastIndexOf('/')));
        sweepUnowned(parent, nowMillis);
        for (Metadata owner : list(parent, "/*" + OWNER)) {
            if (!owner.resourceId().toString().endsWith(uri + OWNER)) {
                sweep(owner, nowMillis);
            }
        }
    }

    /**
     * What died before it could say whose it was has no file yet. Directories of former versions are known by what they
     * hold; whose they are can't be told any more.
     */
    private static void sweepUnowned(String parent, long nowMillis) {
        LocalPath.of(parent).filter(Files::isDirectory).ifPresent(directory -> {
            try (DirectoryStream<Path> siblings = Files.newDirectoryStream(directory)) {
                for (Path sibling : siblings) {
                    if (Files.isDirectory(sibling, LinkOption.NOFOLLOW_LINKS)) {
                        sweepUnowned(sibling, nowMillis);
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                LOG.debug("directories in {} were left: {}", parent, e.getMessage());
            }
        });
    }

    private static void sweepUnowned(Path sibling, long nowMillis) {
        boolean isFormer = !Files.exists(sibling.resolve("owner"))
                && (Files.exists(sibling.resolve("owner.pid")) || Files.isDirectory(sibling.resolve("claims")));
        try {
            if (isFormer && nowMillis - lastWritten(sibling) > MOST_AGE_MILLIS) {
                new RunDirectory(sibling.toString()).removeAllBut(List.of());
            } else if (nowMillis - Files.getLastModifiedTime(sibling).toMillis() > MOST_AGE_MILLIS) {
                Files.walkFileTree(sibling, new RemoveEmpty());
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} was left: {}", sibling, e.getMessage());
        }
    }

    private static long lastWritten(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.mapToLong(path -> path.toFile().lastModified()).max().orElse(0);
        }
    }

    private static void sweep(Metadata owner, long nowMillis) {
        String path = owner.resourceId().toString();
        RunDirectory sibling = new RunDirectory(path.substring(0, path.length() - OWNER.length()));
        try {
            if (sibling.isAbandoned(owner, nowMillis)) {
                sibling.removeAllBut(List.of());
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} was left: {}", sibling.uri, e.getMessage());
        }
    }

    private boolean isAbandoned(Metadata owner, long nowMillis) throws IOException {
        try (InputStream in = Channels.newInputStream(FileSystems.open(owner.resourceId()))) {
            if (RunOwner.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .hasEnded()) {
                return true;
            }
        }
        long last = list(uri, "/**").stream()
                .mapToLong(Metadata::lastModifiedMillis)
                .max()
                .orElse(nowMillis);
        return last > 0 && nowMillis - last > MOST_AGE_MILLIS;
    }

    /** Removes everything but the files whose names hold one of {@code kept}, and the owner's mark if any are kept. */
    public void removeAllBut(List<String> kept) throws IOException {
        List<ResourceId> gone = new ArrayList<>();
        List<ResourceId> mark = new ArrayList<>();
        boolean keeps = false;
        for (Metadata file : list(uri, "/**")) {
            ResourceId id = file.resourceId();
            String name = String.valueOf(id.getFilename());
            if (id.toString().endsWith(OWNER)) {
                mark.add(id);
            } else if (kept.stream().anyMatch(name::contains)) {
                keeps = true;
            } else {
                gone.add(id);
            }
        }
        delete(gone);
        if (!keeps) {
            // Last, so that a later run goes on if this one is stopped here.
            delete(mark);
        }
        if (!uri.contains("://")) {
            Files.walkFileTree(Path.of(uri), new RemoveEmpty());
        }
    }

    /** To leave out what isn't there, Beam looks for it, and takes names for patterns. */
    private static void delete(List<ResourceId> files) throws IOException {
        Predicate<ResourceId> isPattern =
                file -> MEANS_SOMETHING.matcher(file.toString()).find();
        FileSystems.delete(
                files.stream().filter(isPattern.negate()).toList(), StandardMoveOptions.IGNORE_MISSING_FILES);
        for (ResourceId file : files.stream().filter(isPattern).toList()) {
            try {
                FileSystems.delete(List.of(file));
            } catch (FileNotFoundException | NoSuchFileException e) {
                LOG.debug("{} was removed by another run", file);
            }
        }
    }

    /** The files that match a pattern behind a directory, whatever characters the directory's own name has. */
    private static List<Metadata> list(String directory, String pattern) throws IOException {
        Optional<Path> local = LocalPath.of(directory);
        return local.isPresent() ? listHere(local.get(), pattern) : listElsewhere(directory, pattern);
    }

    private static List<Metadata> listHere(Path directory, String pattern) throws IOException {
        Matching matching = new Matching(directory, pattern);
        int levels = (int) pattern.chars().filter(c -> c == '/').count();
        int depth = pattern.contains("**") ? Integer.MAX_VALUE : levels;
        Files.walkFileTree(directory, EnumSet.noneOf(FileVisitOption.class), depth, matching);
        if (matching.found.isEmpty()) {
            return List.of();
        }
        List<Metadata> files = new ArrayList<>();
        for (MatchResult found : FileSystems.match(matching.found, EmptyMatchTreatment.ALLOW)) {
            files.addAll(found.metadata());
        }
        return files;
    }

    /** Characters that mean something in patterns stand for any; what then is of another directory is left out. */
    private static List<Metadata> listElsewhere(String directory, String pattern) throws IOException {
        String anyOf = MEANS_SOMETHING.matcher(directory).replaceAll("?");
        return FileSystems.match(anyOf + pattern, EmptyMatchTreatment.ALLOW).metadata().stream()
                .filter(file ->
                        anyOf.equals(directory) || file.resourceId().toString().startsWith(directory))
                .toList();
    }

    /** Gathers the files whose path behind a directory matches a pattern. What can't be looked at is left out. */
    private static final class Matching extends SimpleFileVisitor<Path> {
        private final Path directory;
        private final PathMatcher pattern;
        private final List<String> found = new ArrayList<>();

        Matching(Path directory, String pattern) {
            this.directory = directory;
            this.pattern = directory.getFileSystem().getPathMatcher("glob:" + pattern.substring(1));
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && pattern.matches(directory.relativize(file))) {
                found.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }

    /** Whoever removes the same at the same time is no harm. */
    private static final class RemoveEmpty extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (!(e instanceof NoSuchFileException)) {
                throw e;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
            try {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            } catch (DirectoryNotEmptyException kept) {
                return FileVisitResult.CONTINUE;
            }
        }
    }
}
