package dev.starbeam.reject;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Carries the figures, without what Java serialisation adds for each map and number. Deterministic. */
public final class RowCountsCoder extends AtomicCoder<RowCounts> {
    private static final long serialVersionUID = 1L;
    private static final RowCountsCoder INSTANCE = new RowCountsCoder();

    private RowCountsCoder() {}

    public static RowCountsCoder of() {
        return INSTANCE;
    }

    @Override
    public void encode(RowCounts counts, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeUTF(counts.stage());
        data.writeLong(counts.read());
        data.writeLong(counts.accepted());
        write(counts.rejected(), data);
        write(counts.filtered(), data);
        data.writeLong(counts.quarantined());
        write(counts.notes(), data);
        data.flush();
    }

    @Override
    public RowCounts decode(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        return new RowCounts(
                data.readUTF(), data.readLong(), data.readLong(), read(data), read(data), data.readLong(), read(data));
    }

    private static void write(Map<String, Long> counts, DataOutputStream data) throws IOException {
        data.writeInt(counts.size());
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            data.writeUTF(count.getKey());
            data.writeLong(count.getValue());
        }
    }

    private static Map<String, Long> read(DataInputStream data) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (int left = data.readInt(); left > 0; left--) {
            counts.put(data.readUTF(), data.readLong());
        }
        return counts;
    }
}
