package dev.starbeam.spill;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Carries a shard's descriptor in some 200 bytes and, where rows were deleted, one bit a row. Deterministic. */
public final class StagedShardCoder extends AtomicCoder<StagedShard> {
    private static final long serialVersionUID = 1L;
    private static final StagedShardCoder INSTANCE = new StagedShardCoder();

    private StagedShardCoder() {}

    public static StagedShardCoder of() {
        return INSTANCE;
    }

    @Override
    public void encode(StagedShard shard, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeUTF(shard.entity());
        data.writeUTF(shard.sourceFile());
        data.writeLong(shard.firstOffset());
        data.writeUTF(shard.uri());
        data.writeLong(shard.rows());
        shard.live().write(data);
        data.writeInt(shard.sidecars().size());
        for (String sidecar : shard.sidecars()) {
            data.writeUTF(sidecar);
        }
        data.flush();
    }

    @Override
    public StagedShard decode(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        String entity = data.readUTF();
        String file = data.readUTF();
        long firstOffset = data.readLong();
        String uri = data.readUTF();
        long rows = data.readLong();
        LiveRows live = LiveRows.read(rows, data);
        int sidecars = data.readInt();
        List<String> names = new ArrayList<>(sidecars);
        for (int i = 0; i < sidecars; i++) {
            names.add(data.readUTF());
        }
        return new StagedShard(entity, file, firstOffset, uri, rows, live, List.copyOf(names));
    }
}
