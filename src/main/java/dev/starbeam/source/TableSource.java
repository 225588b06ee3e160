package dev.starbeam.source;

import dev.starbeam.model.source.TableModel;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * A table of a database. It is one range, so that all its parts show one state. Nothing tells one state of it from
 * another, so each run reads all of it, as another batch.
 */
public record TableSource(TableModel model, TableStore store) implements Source {
    /** A table that does not say how large it is, is taken to be too large for a worker's memory. */
    private static final long TEXT_BYTES = 1L << 30;

    @Override
    public SourcePlan plan(Committed committed) {
        long bytes = store.textBytes(model).orElse(TEXT_BYTES);
        String state = UUID.randomUUID().toString();
        SourceFile now = new SourceFile(model.location(), 0, System.currentTimeMillis(), state, false);
        return SourcePlan.of(List.of(SourceRange.unsplittable(model.name(), now, bytes)), committed);
    }

    @Override
    public boolean maySplit(SourceRange range, long rangeBytes) {
        return false;
    }

    @Override
    public List<SourceRange> split(SourceRange range, long rangeBytes) {
        return List.of(range);
    }

    @Override
    public RangeParts read(SourceRange range) throws IOException {
        return store.open(model);
    }

    /** One snapshot was read. */
    @Override
    public void requireUnchanged(List<SourceRange> ranges) {}

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public boolean isTyped() {
        return false;
    }

    @Override
    public boolean keepsRaw() {
        return true;
    }
}
