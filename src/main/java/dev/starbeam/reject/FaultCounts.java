package dev.starbeam.reject;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong in a stage, by kind and column, each with its first case. Immutable; merges by addition, in any order.
 *
 * @param counts in the order of their kinds
 */
public record FaultCounts(Map<FaultKind, FaultCount> counts) implements Serializable {
    /** Nothing was wrong. */
    public static final FaultCounts NONE = new FaultCounts(Map.of());

    private static final int SHOWN = 160;

    public FaultCounts {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** Those of rejected rows. */
    public static FaultCounts of(List<RejectedRow> rows) {
        if (rows.isEmpty()) {
            return NONE;
        }
        Map<FaultKind, FaultCount> counts = new TreeMap<>();
        for (RejectedRow row : rows) {
            String column = row.column() == null ? "" : row.column();
            FaultKind kind = new FaultKind(row.reason().name(), column);
            FaultCount.Seen seen = new FaultCount.Seen(shown(row.detail()), row.sourceFile(), row.sourceOffset(), 0);
            counts.merge(kind, new FaultCount(1, 0, seen), FaultCount::plus);
        }
        return new FaultCounts(counts);
    }

    private static String shown(String detail) {
        if (detail.length() <= SHOWN) {
            return detail;
        }
        int end = Character.isHighSurrogate(detail.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return detail.substring(0, end) + "…";
    }

    /** Both. */
    public FaultCounts plus(FaultCounts other) {
        if (counts.isEmpty() || other.counts.isEmpty()) {
            return counts.isEmpty() ? other : this;
        }
        Map<FaultKind, FaultCount> both = new TreeMap<>(counts);
        other.counts.forEach((kind, count) -> both.merge(kind, count, FaultCount::plus));
        return new FaultCounts(both);
    }

    /** The same, each count as {@code change} has it. */
    public FaultCounts mapped(BiFunction<FaultKind, FaultCount, FaultCount> change) {
        Map<FaultKind, FaultCount> changed = new TreeMap<>();
        counts.forEach((kind, count) -> changed.put(kind, change.apply(kind, count)));
        return new FaultCounts(changed);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(counts.size());
        for (Map.Entry<FaultKind, FaultCount> entry : counts.entrySet()) {
            out.writeUTF(entry.getKey().kind());
            out.writeUTF(entry.getKey().column());
            out.writeLong(entry.getValue().rows());
            out.writeLong(entry.getValue().of());
            write(entry.getValue().first(), out);
        }
    }

    private static void write(FaultCount.@Nullable Seen first, DataOutputStream out) throws IOException {
        out.writeBoolean(first != null);
        if (first != null) {
            out.writeUTF(first.what());
            out.writeUTF(first.file());
            out.writeLong(first.offset());
            out.writeLong(first.line());
        }
    }

    static FaultCounts read(DataInputStream in) throws IOException {
        Map<FaultKind, FaultCount> counts = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            FaultKind kind = new FaultKind(in.readUTF(), in.readUTF());
            long rows = in.readLong();
            long of = in.readLong();
            FaultCount.Seen first = in.readBoolean()
                    ? new FaultCount.Seen(in.readUTF(), in.readUTF(), in.readLong(), in.readLong())
                    : null;
            counts.put(kind, new FaultCount(rows, of, first));
        }
        return counts.isEmpty() ? NONE : new FaultCounts(counts);
    }
}
