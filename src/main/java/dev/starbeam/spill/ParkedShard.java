package dev.starbeam.spill;

import dev.starbeam.coder.RecordCoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    /** This shard with all of its rows, those that others have superseded among them; without joined columns. */
    public ParkedShard whole() {
        return new ParkedShard(entity, sourceFile, firstOffset, uri, rows, KeptRows.all(rows), List.of());
    }

    /** This shard with the columns of one more parked file. */
    public ParkedShard withJoinedColumns(String joined) {
        List<String> more = new ArrayList<>(joinedColumns);
        more.add(joined);
        return new ParkedShard(entity, sourceFile, firstOffset, uri, rows, kept, List.copyOf(more));
    }

    /** Carries a shard's descriptor in some 200 bytes and, where rows are superseded, one bit a row. Deterministic. */
    public static final class ShardCoder extends RecordCoder<ParkedShard> {
        private static final long serialVersionUID = 1L;
        private static final ShardCoder INSTANCE = new ShardCoder();

        private ShardCoder() {}

        public static ShardCoder of() {
            return INSTANCE;
        }

        @Override
        protected void write(ParkedShard shard, DataOutputStream out) throws IOException {
            out.writeUTF(shard.entity());
            out.writeUTF(shard.sourceFile());
            out.writeLong(shard.firstOffset());
            out.writeUTF(shard.uri());
            out.writeLong(shard.rows());
            shard.kept().write(out);
            out.writeInt(shard.joinedColumns().size());
            for (String joined : shard.joinedColumns()) {
                out.writeUTF(joined);
            }
        }

        @Override
        protected ParkedShard read(DataInputStream in) throws IOException {
            String entity = in.readUTF();
            String file = in.readUTF();
            long firstOffset = in.readLong();
            String uri = in.readUTF();
            long rows = in.readLong();
            KeptRows kept = KeptRows.read(rows, in);
            int joinedColumns = in.readInt();
            List<String> names = new ArrayList<>(joinedColumns);
            for (int i = 0; i < joinedColumns; i++) {
                names.add(in.readUTF());
            }
            return new ParkedShard(entity, file, firstOffset, uri, rows, kept, List.copyOf(names));
        }
    }
}
