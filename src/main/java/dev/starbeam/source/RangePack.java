package dev.starbeam.source;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.coder.RecordCoder;
import dev.starbeam.reject.FileNotes;
import dev.starbeam.reject.RejectedRow;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one worker reads at a time: one range, or many small files one after the other, in the order of their paths. So
 * the cost of a step is paid for a hundred megabytes, not for each file.
 *
 * @param ranges at least one
 */
public record RangePack(List<SourceRange> ranges) {
    /** Of longer paths than usual, so many take less than a megabyte. */
    private static final int MOST_FILES = 1000;

    private static final long LEAST_BYTES = 4L << 20;
    private static final int LEAST_PACKS = 16;

    public RangePack {
        ranges = List.copyOf(ranges);
    }

    /** The first range, after which the pack is named. */
    public SourceRange first() {
        return ranges.get(0);
    }

    /** Opens the ranges as one; to be closed when all has been read. */
    public RangeParts read(Source source) throws IOException {
        return ranges.size() == 1 ? source.read(first()) : RangeParts.of(new PackPart(source, this));
    }

    /**
     * Ranges that are read together: neighbours that are small, others alone.
     *
     * @param ranges by path
     * @param mostBytes the most that several may hold together; less where it takes several packs to keep all workers
     *     busy
     */
    static List<RangePack> neighbours(List<SourceRange> ranges, long mostBytes) {
        long total = ranges.stream().mapToLong(SourceRange::textBytes).sum();
        long most = Math.min(mostBytes, Math.max(LEAST_BYTES, total / LEAST_PACKS));
        List<List<SourceRange>> packs = new ArrayList<>();
        long room = 0;
        for (SourceRange range : ranges) {
            if (packs.isEmpty()
                    || range.textBytes() > room
                    || packs.get(packs.size() - 1).size() == MOST_FILES) {
                packs.add(new ArrayList<>());
                room = most;
            }
            packs.get(packs.size() - 1).add(range);
            room -= range.textBytes();
        }
        return packs.stream().map(RangePack::new).toList();
    }

    private record PackPart(Source source, RangePack pack) implements RangeParts.Part {
        @Override
        public BatchReader open(Consumer<RejectedRow> malformed) throws IOException {
            return PackReader.open(source, pack, malformed);
        }

        @Override
        public String file() {
            return pack.first().path();
        }

        @Override
        public long firstOffset() {
            return pack.first().start();
        }
    }

    /** Carries the ranges' fields, the source's name once. Deterministic. */
    public static final class PackCoder extends RecordCoder<RangePack> {
        private static final long serialVersionUID = 1L;
        private static final PackCoder INSTANCE = new PackCoder();

        private PackCoder() {}

        public static PackCoder of() {
            return INSTANCE;
        }

        @Override
        protected void write(RangePack pack, DataOutputStream out) throws IOException {
            out.writeUTF(pack.first().source());
            out.writeInt(pack.ranges.size());
            for (SourceRange range : pack.ranges) {
                SourceFile.FileCoder.of().encode(range.file(), out);
                out.writeLong(range.start());
                out.writeLong(range.end());
                out.writeBoolean(range.splittable());
                out.writeLong(range.textBytes());
            }
        }

        @Override
        protected RangePack read(DataInputStream in) throws IOException {
            String source = in.readUTF();
            int count = in.readInt();
            List<SourceRange> ranges = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                ranges.add(range(source, in));
            }
            return new RangePack(ranges);
        }

        private static SourceRange range(String source, DataInputStream in) throws IOException {
            return new SourceRange(
                    source,
                    SourceFile.FileCoder.of().decode(in),
                    in.readLong(),
                    in.readLong(),
                    in.readBoolean(),
                    in.readLong());
        }
    }

    /** Reads the ranges of a pack one after the other; one is open at a time. For one thread. */
    private static final class PackReader implements BatchReader {
        private final Source source;
        private final Iterator<SourceRange> ranges;
        private final Consumer<RejectedRow> rejects;
        private @Nullable RangeParts parts;
        private @Nullable BatchReader reader;
        private long recordsRead;
        private long bytesRead;
        private final List<ContentSum> sums = new ArrayList<>();
        private Map<String, Long> notes = Map.of();

        private PackReader(Source source, RangePack pack, Consumer<RejectedRow> rejects) {
            this.source = source;
            this.ranges = pack.ranges().iterator();
            this.rejects = rejects;
        }

        /** Opens the pack's first range; rejected records go to {@code rejects} as they are met. */
        static PackReader open(Source source, RangePack pack, Consumer<RejectedRow> rejects) throws IOException {
            PackReader reader = new PackReader(source, pack, rejects);
            reader.openNext();
            return reader;
        }

        @Override
        public @Nullable ColumnBatch next() throws IOException {
            for (BatchReader open = reader; open != null; open = reader) {
                ColumnBatch batch = open.next();
                if (batch != null) {
                    return batch;
                }
                close();
                openNext();
            }
            return null;
        }

        @Override
        public long recordsRead() {
            return recordsRead + (reader == null ? 0 : reader.recordsRead());
        }

        @Override
        public long bytesRead() {
            return bytesRead + (reader == null ? 0 : reader.bytesRead());
        }

        @Override
        public List<ContentSum> sums() {
            return List.copyOf(sums);
        }

        @Override
        public Map<String, Long> notes() {
            return reader == null ? notes : FileNotes.sum(notes, reader.notes());
        }

        @Override
        public void close() throws IOException {
            BatchReader open = reader;
            RangeParts opened = parts;
            reader = null;
            parts = null;
            if (open != null) {
                recordsRead += open.recordsRead();
                bytesRead += open.bytesRead();
                sums.addAll(open.sums());
                notes = FileNotes.sum(notes, open.notes());
                open.close();
            }
            if (opened != null) {
                opened.close();
            }
        }

        private void openNext() throws IOException {
            if (ranges.hasNext()) {
                RangeParts next = source.read(ranges.next());
                parts = next;
                reader = next.list().get(0).open(rejects);
            }
        }
    }
}
