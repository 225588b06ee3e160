package dev.starbeam.source;

import dev.starbeam.model.source.FilesModel;
import dev.starbeam.reject.RejectedRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Files in one format. The format is asked only to open and read them: listing, packing and what to read of many is the
 * same for all.
 */
public record FileSource(FilesModel model, FileFormat format, FileStore store) implements Source {
    /** What packed text grows to, about. */
    private static final int TEXT_TO_PACKED = 8;

    /** Larger files are looked into before they are read, so that what they are packed as is known in time. */
    private static final long LOOKED_INTO = 8L << 20;

    @Override
    public SourcePlan plan(Committed committed) throws InvalidSourceException {
        List<SourceRange> found = new ArrayList<>();
        List<String> unsettled = new ArrayList<>();
        long latest = System.currentTimeMillis() - model.settleMillis();
        for (SourceFile file : store.list("source " + model.name(), model.location())) {
            if (model.settleMillis() > 0 && file.lastModifiedMillis() > latest) {
                unsettled.add(file.path());
            } else {
                found.add(whole(file));
            }
        }
        List<SourceRange> unread = new ArrayList<>();
        for (SourceRange range : found) {
            if (!isCommitted(range, committed)) {
                unread.add(range);
            }
        }
        return new SourcePlan(List.copyOf(found), List.copyOf(unread), List.copyOf(unsettled));
    }

    /** A file whose marks alone have changed is looked into. */
    private boolean isCommitted(SourceRange range, Committed committed) throws InvalidSourceException {
        if (committed.has(range) || !committed.mayHave(range)) {
            return committed.has(range);
        }
        try {
            return store.content(range.file())
                    .filter(content -> committed.has(range.read(content)))
                    .isPresent();
        } catch (IOException e) {
            throw new InvalidSourceException(range.path() + " can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void requireUnchanged(List<SourceRange> ranges) throws IOException {
        store.requireUnchanged(
                model.location(), ranges.stream().map(SourceRange::file).toList());
    }

    private SourceRange whole(SourceFile file) throws InvalidSourceException {
        if (store.seemsPacked(file, model.compression())) {
            return packed(file);
        }
        return format.canSplit(model)
                ? SourceRange.of(model.name(), file)
                : SourceRange.unsplittable(model.name(), file, file.size());
    }

    private SourceRange packed(SourceFile file) {
        return SourceRange.unsplittable(model.name(), file, file.size() * TEXT_TO_PACKED);
    }

    /** A range of a file that can't seek is read together with all that stands before it. */
    @Override
    public boolean maySplit(SourceRange range, long rangeBytes) {
        return range.splittable() && range.file().seekable() && range.size() > 2 * rangeBytes;
    }

    @Override
    public List<SourceRange> split(SourceRange range, long rangeBytes) throws IOException {
        boolean may = maySplit(range, rangeBytes);
        if (!may && (!range.splittable() || range.size() <= LOOKED_INTO)) {
            return List.of(range);
        }
        if (store.isPacked(range.file(), model.compression())) {
            return List.of(packed(range.file()));
        }
        return may ? split(range, format.starts(model, range.file(), rangeBytes)) : List.of(range);
    }

    private static List<SourceRange> split(SourceRange range, List<Long> starts) {
        List<SourceRange> ranges = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            ranges.add(range.between(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : range.end()));
        }
        return List.copyOf(ranges);
    }

    @Override
    public RangeParts read(SourceRange range) {
        return RangeParts.of(new FilePart(this, range));
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public boolean isTyped() {
        return format.isTyped();
    }

    @Override
    public boolean keepsRaw() {
        return format.keepsRaw();
    }

    private record FilePart(FileSource source, SourceRange range) implements RangeParts.Part {
        @Override
        public BatchReader open(Consumer<RejectedRow> malformed) throws IOException {
            return source.format.open(source.model, range, malformed);
        }

        @Override
        public String file() {
            return range.path();
        }

        @Override
        public long firstOffset() {
            return range.start();
        }

        /** Files that could not be cut before they were read are cut when they are parked. */
        @Override
        public long rowsAPiece() {
            return range.splittable() ? RangeParts.MOST_ROWS_A_PIECE : RangeParts.ROWS_A_PIECE;
        }
    }
}
