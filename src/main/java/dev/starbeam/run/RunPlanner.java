package dev.starbeam.run;

import dev.starbeam.ingest.Sources;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.source.SourceModel;
import dev.starbeam.source.Committed;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourcePlan;
import dev.starbeam.source.SourceRange;
import dev.starbeam.warehouse.SourceFileRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Settles what a run reads and which batch that is. */
public final class RunPlanner {
    private static final int ID_BYTES = 6;

    private RunPlanner() {}

    /**
     * What every source holds, and what of it a batch has to read when some sources are read for their new files only: of
     * those what is not committed, of the others all, so that rows that are looked up are there. Nothing at all when
     * everything is committed as it is; a table never is.
     *
     * @throws InvalidSourceException when a source has nothing
     */
    public static RunInputs inputs(PipelineModel model, Sources sources, Committed committed)
            throws InvalidSourceException {
        Map<String, List<SourceRange>> found = new TreeMap<>();
        Map<String, List<SourceRange>> wanted = new TreeMap<>();
        List<String> unsettled = new ArrayList<>();
        boolean anyUnread = false;
        for (SourceModel source : model.sources()) {
            SourcePlan plan = sources.of(source).plan(committed);
            anyUnread |= !plan.unread().isEmpty();
            unsettled.addAll(plan.unsettled());
            found.put(source.name(), plan.found());
            wanted.put(source.name(), readsNewFilesOnly(model, source.name()) ? plan.unread() : plan.found());
        }
        return new RunInputs(found, anyUnread ? wanted : Map.of(), unsettled);
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

    /** What the ledger keeps of a range. Bounded by an interval, its other rows remain unread. */
    public static SourceFileRecord record(PipelineModel model, RunScope scope, SourceRange range) {
        SourceFile file = range.file();
        boolean whole = scope.interval() == null && model.source(range.source()).isVersioned();
        boolean once = whole && !scope.rebuilds() && readsNewFilesOnly(model, range.source());
        return new SourceFileRecord(
                range.source(), file.path(), file.size(), whole ? file.version() : null, null, once);
    }

    /** The same id for the same declaration over the same files: by path, size, time of change and checksum. */
    public static String batchId(PipelineModel model, Map<String, List<SourceRange>> inputs) {
        MessageDigest digest = sha256();
        update(digest, model.declaration());
        inputs.forEach((source, ranges) -> {
            update(digest, source);
            for (SourceRange range : ranges) {
                SourceFile file = range.file();
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
