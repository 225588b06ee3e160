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
public final class ParkedShardCoder extends AtomicCoder<ParkedShard> {
    private static final long serialVersionUID = 1L;
    private static final ParkedShardCoder INSTANCE = new ParkedShardCoder();

    private ParkedShardCoder() {}

    public static ParkedShardCoder of() {
        return INSTANCE;
    }

    @Override
    public void encode(ParkedShard shard, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeUTF(shard.entity());
        data.writeUTF(shard.sourceFile());
        data.writeLong(shard.firstOffset());
        data.writeUTF(shard.uri());
        data.writeLong(shard.rows());
        shard.kept().write(data);
        data.writeInt(shard.joinedColumns().size());
        for (String joined : shard.joinedColumns()) {
            data.writeUTF(joined);
        }
        data.flush();
    }

    @Override
    public ParkedShard decode(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        String entity = data.readUTF();
        String file = data.readUTF();
        long firstOffset = data.readLong();
        String uri = data.readUTF();
        long rows = data.readLong();
        KeptRows kept = KeptRows.read(rows, data);
        int joinedColumns = data.readInt();
        List<String> names = new ArrayList<>(joinedColumns);
        for (int i = 0; i < joinedColumns; i++) {
            names.add(data.readUTF());
        }
        return new ParkedShard(entity, file, firstOffset, uri, rows, kept, List.copyOf(names));
    }
}
