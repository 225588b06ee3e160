package dev.starbeam.spill;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The descriptor of the staged rows of one shard, or of a part of it: small enough to travel through any runner.
 *
 * @param entity the staged entity
 * @param sourceFile the file the rows were read from
 * @param firstOffset where in the file the shard begins
 * @param uri the parked file
 * @param rows how many rows it holds
 * @param kept which of them are kept
 * @param joinedColumns parked files with looked-up columns, one row for each <em>kept</em> row, cut into the same batches
 */
public record ParkedShard(
        String entity,
        String sourceFile,
        long firstOffset,
        String uri,
        long rows,
        KeptRows kept,
        List<String> joinedColumns)
        implements Serializable {

    /** The order in which rows were read. */
    public static final Comparator<ParkedShard> READ_ORDER =
            Comparator.comparing(ParkedShard::name, ShardName.READ_ORDER);

    /** A shard of {@code rows} rows, all of them kept. */
    public static ParkedShard of(ShardName name, String uri, long rows) {
        return new ParkedShard(
                name.entity(), name.file(), name.firstOffset(), uri, rows, KeptRows.all(rows), List.of());
    }

    /** The same on every run: entity, file and offset. */
    public ShardName name() {
        return new ShardName(entity, sourceFile, firstOffset);
    }

    /** The name in one text. */
    public String id() {
        return name().text();
    }

    /**
     * This shard without the rows at {@code positions}.
     *
     * @throws IllegalStateException when it has joined columns, which hold one row for each row that is kept now
     */
    public ParkedShard without(int[] positions) {
        if (!joinedColumns.isEmpty()) {
            throw new IllegalStateException(id() + " has joined columns; drop rows before looking columns up");
        }
        return new ParkedShard(entity, sourceFile, firstOffset, uri, rows, kept.without(positions), joinedColumns);
    }

    /** This shard with the columns of one more parked file. */
    public ParkedShard withJoinedColumns(String joined) {
        List<String> more = new ArrayList<>(joinedColumns);
        more.add(joined);
        return new ParkedShard(entity, sourceFile, firstOffset, uri, rows, kept, List.copyOf(more));
    }

    /** Carries a shard's descriptor in some 200 bytes and, where rows are superseded, one bit a row. Deterministic. */
    public static final class ShardCoder extends AtomicCoder<ParkedShard> {
        private static final long serialVersionUID = 1L;
        private static final ShardCoder INSTANCE = new ShardCoder();

        private ShardCoder() {}

        public static ShardCoder of() {
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
}
