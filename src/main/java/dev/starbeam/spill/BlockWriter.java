package dev.starbeam.spill;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.local.LocalPath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Parks blocks in one file, each under the key by which it meets others. The file is begun with the first block; its
 * name is unique for each attempt. For one thread.
 *
 * @param <K> the key
 */
public final class BlockWriter<K> implements Closeable {
    private final ParkingDirectory directory;
    private final String what;
    private final List<KV<K, ParkedBlock>> parked = new ArrayList<>();
    private @Nullable WritableByteChannel channel;
    private String uri = "";
    private long position;

    /** @param what names the file for people who look into the directory */
    public BlockWriter(ParkingDirectory directory, String what) {
        this.directory = directory;
        this.what = what;
    }

    /** Parks the bytes from the buffer's position to its limit. */
    public void park(K key, ShardName shard, ByteBuffer bytes, int rows) throws IOException {
        WritableByteChannel open = channel();
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
        parked.add(KV.of(key, new ParkedBlock(shard, uri, position, length, rows)));
        position += length;
    }

    /** Parks a batch, to be read by {@link BlockReader#batch}. */
    public void park(K key, ShardName shard, ColumnBatch batch) throws IOException {
        byte[] bytes = CoderUtils.encodeToByteArray(ColumnBatchCoder.of(), batch);
        park(key, shard, ByteBuffer.wrap(bytes), batch.rows());
    }

    /** Completes the file and tells where its blocks are; only now may anyone read them. */
    public List<KV<K, ParkedBlock>> finish() throws IOException {
        close();
        return parked;
    }

    @Override
    public void close() throws IOException {
        WritableByteChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    private WritableByteChannel channel() throws IOException {
        WritableByteChannel open = channel;
        if (open == null) {
            uri = directory.newFile(what);
            open = FileSystems.create(FileSystems.matchNewResource(uri, false), "application/octet-stream");
            channel = open;
            LocalPath.keepFromOthers(uri);
        }
        return open;
    }
}
