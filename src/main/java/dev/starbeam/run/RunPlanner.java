package dev.starbeam.run;

import dev.starbeam.ingest.InvalidSourceException;
import dev.starbeam.ingest.file.SourceFile;
import dev.starbeam.ingest.file.SourceFiles;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.SourceModel;
import dev.starbeam.warehouse.SourceFileRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Settles what a run reads and which batch that is. */
public final class RunPlanner {
    private static final int ID_BYTES = 6;

    private RunPlanner() {}

    /**
     * Lists every source's files. A table counts as a file that was just written: nothing tells one state of it from
     * another, so each run is another batch.
     *
     * @throws InvalidSourceException when a source has none
     */
    public static Map<String, List<SourceFile>> list(PipelineModel model) throws InvalidSourceException {
        Map<String, List<SourceFile>> inputs = new TreeMap<>();
        for (SourceModel source : model.sources()) {
            inputs.put(source.name(), source.jdbc() == null ? SourceFiles.list(source) : List.of(table(source)));
        }
        return inputs;
    }

    /**
     * Of the inputs, what a batch has to read when some sources are read for their new files only: of those the files
     * that no published batch has read, of the others all, so that rows that are looked up are there. Nothing at all when
     * every file was read as it is.
     *
     * @param read {@link SourceFileRecord#identity} of each file read
     */
    public static Map<String, List<SourceFile>> unread(
            PipelineModel model, Map<String, List<SourceFile>> inputs, Set<String> read) {
        Map<String, List<SourceFile>> wanted = new TreeMap<>();
        boolean any = false;
        for (Map.Entry<String, List<SourceFile>> input : inputs.entrySet()) {
            List<SourceFile> unread = input.getValue().stream()
                    .filter(file -> !read.contains(record(model, RunScope.NEW_FILES, input.getKey(), file)
                            .identity()))
                    .toList();
            any |= !unread.isEmpty();
            wanted.put(input.getKey(), readsNewFilesOnly(model, input.getKey()) ? unread : input.getValue());
        }
        return any ? wanted : Map.of();
    }

    /** Whether some source is read for its new files only. */
    public static boolean isIncremental(PipelineModel model) {
        return model.sources().stream().anyMatch(source -> readsNewFilesOnly(model, source.name()));
    }

    /** A source that another is looked up in is read whole: an old row may belong to a new one. */
    private static boolean readsNewFilesOnly(PipelineModel model, String source) {
        return model.source(source).newFilesOnly()
                && Stream.concat(
                                model.facts().stream().flatMap(fact -> fact.lookups().stream()),
                                model.dimensions().stream().flatMap(dimension -> dimension.lookups().stream()))
                        .noneMatch(
                                lookup -> model.staged(lookup.entity()).from().equals(source));
    }

    /** What the ledger keeps of a file. Bounded by an interval, its other rows remain unread. */
    public static SourceFileRecord record(PipelineModel model, RunScope scope, String source, SourceFile file) {
        boolean whole = scope.interval() == null && model.source(source).jdbc() == null;
        String checksum = file.checksum();
        String version = file.size() + "/" + (checksum == null ? String.valueOf(file.lastModifiedMillis()) : checksum);
        boolean once = whole && !scope.rebuilds() && readsNewFilesOnly(model, source);
        return new SourceFileRecord(source, file.path(), file.size(), whole ? version : null, once);
    }

    private static SourceFile table(SourceModel source) {
        String state = UUID.randomUUID().toString();
        return new SourceFile(source.location(), 0, System.currentTimeMillis(), state, false);
    }

    /** The same id for the same declaration over the same files: by path, size, time of change and checksum. */
    public static String batchId(PipelineModel model, Map<String, List<SourceFile>> inputs) {
        MessageDigest digest = sha256();
        update(digest, model.fingerprint());
        inputs.forEach((source, files) -> {
            update(digest, source);
            for (SourceFile file : files) {
                update(digest, file.path());
                update(digest, file.size() + "/" + file.lastModifiedMillis() + "/" + file.checksum());
            }
        });
        return model.name() + "-" + HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
