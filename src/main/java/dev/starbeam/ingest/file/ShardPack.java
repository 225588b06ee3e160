package dev.starbeam.ingest.file;

import dev.starbeam.model.CsvFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * What one worker reads at a time: one shard of a large file, or many small files one after the other, in the order of
 * their paths. So the cost of a step is paid for a hundred megabytes, not for each file.
 *
 * @param shards at least one
 */
public record ShardPack(List<SourceShard> shards) {
    /** Of longer paths than usual, so many take less than a megabyte. */
    private static final int MOST_FILES = 1000;

    private static final long LEAST_BYTES = 4L << 20;
    private static final int LEAST_PACKS = 16;

    /** What a compressed file is taken to hold. */
    private static final int TEXT_TO_GZIP = 8;

    public ShardPack {
        shards = List.copyOf(shards);
    }

    /** The first shard, after which the pack is named. */
    public SourceShard first() {
        return shards.get(0);
    }

    /**
     * Files that are read together: neighbours that are small, others alone.
     *
     * @param files by path
     * @param mostBytes the most that several files may hold together; less where it takes several packs to keep all
     *     workers busy
     */
    public static List<List<SourceFile>> neighbours(List<SourceFile> files, CsvFormat csv, long mostBytes) {
        long total = files.stream().mapToLong(file -> textBytes(file, csv)).sum();
        long most = Math.min(mostBytes, Math.max(LEAST_BYTES, total / LEAST_PACKS));
        List<List<SourceFile>> packs = new ArrayList<>();
        long room = 0;
        for (SourceFile file : files) {
            long bytes = textBytes(file, csv);
            if (packs.isEmpty() || bytes > room || packs.get(packs.size() - 1).size() == MOST_FILES) {
                packs.add(new ArrayList<>());
                room = most;
            }
            packs.get(packs.size() - 1).add(file);
            room -= bytes;
        }
        return packs;
    }

    private static long textBytes(SourceFile file, CsvFormat csv) {
        return file.isCompressed(csv) ? file.size() * TEXT_TO_GZIP : file.size();
    }

    /** Carries the shards' fields, the source's name once. Deterministic. */
    public static final class PackCoder extends AtomicCoder<ShardPack> {
        private static final long serialVersionUID = 1L;
        private static final PackCoder INSTANCE = new PackCoder();

        private PackCoder() {}

        public static PackCoder of() {
            return INSTANCE;
        }

        @Override
        public void encode(ShardPack pack, OutputStream out) throws IOException {
            DataOutputStream data = new DataOutputStream(out);
            data.writeUTF(pack.first().source());
            data.writeInt(pack.shards.size());
            for (SourceShard shard : pack.shards) {
                data.writeUTF(shard.file());
                data.writeInt(shard.index());
                data.writeLong(shard.start());
                data.writeLong(shard.end());
                data.writeLong(shard.fileSize());
                data.writeLong(shard.lastModifiedMillis());
            }
            data.flush();
        }

        @Override
        public ShardPack decode(InputStream in) throws IOException {
            DataInputStream data = new DataInputStream(in);
            String source = data.readUTF();
            int count = data.readInt();
            List<SourceShard> shards = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                shards.add(new SourceShard(
                        source,
                        data.readUTF(),
                        data.readInt(),
                        data.readLong(),
                        data.readLong(),
                        data.readLong(),
                        data.readLong()));
            }
            return new ShardPack(shards);
        }
    }
}
