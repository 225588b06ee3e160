package dev.starbeam.warehouse;

import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Where batches stage their files: {@code <root>/<batch>/<table>/part-00007.parquet}. The names follow from what the
 * file holds, so a retry overwrites its own. Files are deleted when their batch is published; those of a batch that died
 * are swept by a later run.
 *
 * @param root a directory on any Beam file system, as path or URI, without wildcards
 */
public record StagingArea(String root) implements Serializable {
    public StagingArea {
        if (root.isEmpty() || root.matches(".*[*?\\[{].*")) {
            throw new IllegalArgumentException(
                    "staging directory \"" + root + "\" must be a plain path or URI, without any of * ? [ {");
        }
        root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    }

    /**
     * The name of one staged file.
     *
     * @throws IllegalArgumentException when batch or table can't be part of a path everywhere
     */
    public String file(String batchId, String table, int part) {
        return String.format("%s/%s/%s/part-%05d.parquet", root, plain(batchId), plain(table), part);
    }

    /** Deletes the batch's files; none is fine. */
    public void delete(String batchId) throws IOException {
        delete(plain(batchId), file -> true);
    }

    /**
     * Deletes files that other batches left and nobody has written to for {@code age}, which must be longer than a run
     * takes: a batch that is still running may be staging beside this one.
     *
     * @return how many were deleted
     */
    public int sweep(String batchId, Duration age, Clock clock) throws IOException {
        long before = clock.instant().minus(age).toEpochMilli();
        String own = root + "/" + plain(batchId) + "/";
        return delete(
                "*",
                file -> file.lastModifiedMillis() < before
                        && !file.resourceId().toString().contains(own));
    }

    private int delete(String batches, Predicate<Metadata> condemned) throws IOException {
        MatchResult found =
                FileSystems.match(List.of(root + "/" + batches + "/*/*")).get(0);
        if (found.status() == MatchResult.Status.NOT_FOUND) {
            return 0;
        }
        List<ResourceId> files = found.metadata().stream()
                .filter(condemned)
                .map(Metadata::resourceId)
                .filter(file -> !file.isDirectory())
                .toList();
        FileSystems.delete(files, StandardMoveOptions.IGNORE_MISSING_FILES);
        deleteEmptyDirectories(files);
        return files.size();
    }

    /** Object stores have no directories and a local one may hold somebody else's file: what can't be deleted stays. */
    private static void deleteEmptyDirectories(List<ResourceId> files) {
        List<ResourceId> directories = new ArrayList<>();
        for (ResourceId file : files) {
            ResourceId table = file.getCurrentDirectory();
            directories.add(table);
            directories.add(parent(table));
        }
        directories.stream()
                .filter(directory -> directory.getScheme().equals("file"))
                .distinct()
                .sorted(Comparator.comparing((ResourceId d) -> d.toString().length())
                        .reversed())
                .forEach(StagingArea::deleteIfEmpty);
    }

    private static void deleteIfEmpty(ResourceId directory) {
        try {
            FileSystems.delete(List.of(directory), StandardMoveOptions.IGNORE_MISSING_FILES);
        } catch (IOException e) {
            // Not empty: it holds files that are younger or none of ours.
            return;
        }
    }

    private static ResourceId parent(ResourceId directory) {
        String path = directory.toString();
        int end = path.lastIndexOf('/', path.length() - 2);
        return FileSystems.matchNewResource(path.substring(0, end + 1), true);
    }

    private static String plain(String name) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.=-]*")) {
            throw new IllegalArgumentException(
                    "\"" + name
                            + "\" names staged files, so it must be letters, digits, _ . = and -, beginning with a letter or digit");
        }
        return name;
    }
}
