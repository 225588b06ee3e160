package dev.starbeam.pipeline;

import dev.starbeam.ingest.InvalidSourceException;
import dev.starbeam.ingest.SourceFile;
import dev.starbeam.ingest.SourceFiles;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.SourceModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

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
