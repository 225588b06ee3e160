package dev.starbeam.ingest.csv;

import dev.starbeam.ingest.file.ChannelStream;
import dev.starbeam.ingest.file.SourceFile;
import dev.starbeam.ingest.file.SourceInput;
import dev.starbeam.ingest.file.SourceShard;
import dev.starbeam.ingest.file.TextEncoding;
import dev.starbeam.model.CsvFormat;
import dev.starbeam.model.CsvFormat.QuotedNewlines;
import dev.starbeam.model.SourceModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts files into shards of about the same size, exactly where records begin. */
public final class ShardCutter {
    private static final int LINE_BUFFER = 1 << 16;
    private static final int SCAN_CHUNK = 1 << 18;

    private final SourceModel source;
    private final long shardBytes;

    public ShardCutter(SourceModel source, long shardBytes) {
        this.source = source;
        this.shardBytes = shardBytes;
    }

    /**
     * The shards of a file, in order. One, unread, when the file is not much larger than a shard, compressed or in an
     * encoding that must be read from its beginning. Otherwise, where quoted line breaks are declared impossible, a look at the bytes around
     * each multiple of the shard size; else one pass over the file with the tokenizer, which alone can tell.
     */
    public List<SourceShard> cut(SourceFile file) throws IOException {
        CsvFormat csv = source.csv();
        if (!mayCut(file) || !TextEncoding.of(csv).isSplittable()) {
            return shards(file, List.of(0L), file.isCompressed(csv) ? SourceShard.TO_END : file.size());
        }
        boolean byLine = csv.quotedNewlines() == QuotedNewlines.NO && file.seekable();
        return shards(file, byLine ? lineStarts(file) : recordStarts(file), file.size());
    }

    /** Whether the file may have several shards; to find where they begin may take a look at all of it. */
    boolean mayCut(SourceFile file) {
        return !file.isCompressed(source.csv()) && file.size() > 2 * shardBytes;
    }

    private List<SourceShard> shards(SourceFile file, List<Long> starts, long end) {
        List<SourceShard> shards = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            long shardEnd = i + 1 < starts.size() ? starts.get(i + 1) : end;
            shards.add(new SourceShard(
                    source.name(), file.path(), i, starts.get(i), shardEnd, file.size(), file.lastModifiedMillis()));
        }
        return shards;
    }

    /** The first start of a line at or after each multiple of the shard size. */
    private List<Long> lineStarts(SourceFile file) throws IOException {
        List<Long> starts = new ArrayList<>(List.of(0L));
        for (long wanted = shardBytes; wanted < file.size(); wanted = multipleAfter(starts.get(starts.size() - 1))) {
            long start = lineStart(file, wanted);
            if (start >= file.size()) {
                break;
            }
            starts.add(start);
        }
        return starts;
    }

    private static long lineStart(SourceFile file, long wanted) throws IOException {
        byte[] buffer = new byte[LINE_BUFFER];
        long position = wanted - 1;
        try (ChannelStream bytes = SourceInput.openBytes(file.path(), position, file.size())) {
            boolean afterReturn = false;
            for (int read = bytes.read(buffer, 0, buffer.length);
                    read >= 0;
                    read = bytes.read(buffer, 0, buffer.length)) {
                for (int i = 0; i < read; i++, position++) {
                    if (buffer[i] == '\n') {
                        return position + 1;
                    }
                    if (afterReturn) {
                        return position;
                    }
                    afterReturn = buffer[i] == '\r';
                }
            }
        }
        return file.size();
    }

    /** The first start of a record at or after each multiple of the shard size. */
    private List<Long> recordStarts(SourceFile file) throws IOException {
        List<Long> starts = new ArrayList<>(List.of(0L));
        RecordTokenizer tokenizer = new RecordTokenizer(source.csv(), 0);
        long wanted = shardBytes;
        try (RecordCursor cursor = new RecordCursor(
                SourceInput.open(file.path(), source.csv(), 0, file.size()), tokenizer, file.path(), SCAN_CHUNK)) {
            for (RecordCursor.Step step = cursor.advance(); step != RecordCursor.Step.END; step = cursor.advance()) {
                if (step == RecordCursor.Step.CHUNK_END) {
                    cursor.refill();
                } else if (cursor.recordOffset() >= wanted) {
                    starts.add(cursor.recordOffset());
                    wanted = multipleAfter(cursor.recordOffset());
                }
            }
        }
        return starts;
    }

    private long multipleAfter(long start) {
        return (start / shardBytes + 1) * shardBytes;
    }
}
