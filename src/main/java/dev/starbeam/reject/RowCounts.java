package dev.starbeam.reject;

import dev.starbeam.coder.RecordCoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the rows that one stage read have gone. Those of one stage merge by addition, in any order.
 *
 * @param stage the source, staged entity, dimension or fact, with the step behind a dot where there are several
 * @param read rows that came in
 * @param accepted rows that went on
 * @param rejected rows set aside for a fault of their own, by reason
 * @param filtered rows left out on purpose, by the name of the filter
 * @param quarantined rows held back by a quality check
 * @param notes figures that are no rows of their own, such as casts that came out NULL by column
 * @param faults what was wrong with rows and values, each with its first case
 */
public record RowCounts(
        String stage,
        long read,
        long accepted,
        Map<String, Long> rejected,
        Map<String, Long> filtered,
        long quarantined,
        Map<String, Long> notes,
        FaultCounts faults)
        implements Serializable {

    /** Without cases. */
    public RowCounts(
            String stage,
            long read,
            long accepted,
            Map<String, Long> rejected,
            Map<String, Long> filtered,
            long quarantined,
            Map<String, Long> notes) {
        this(stage, read, accepted, rejected, filtered, quarantined, notes, FaultCounts.NONE);
    }

    public RowCounts {
        rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
        filtered = Collections.unmodifiableMap(new TreeMap<>(filtered));
        notes = Collections.unmodifiableMap(new TreeMap<>(notes));
    }

    /** No rows. */
    public static RowCounts empty(String stage) {
        return new RowCounts(stage, 0, 0, Map.of(), Map.of(), 0, Map.of());
    }

    /** Counts of rows that were accepted or filtered under one name. */
    public static RowCounts filtering(String stage, long read, long accepted, String filter, long filtered) {
        return new RowCounts(stage, read, accepted, Map.of(), Map.of(filter, filtered), 0, Map.of());
    }

    /** The name under which {@link #notes} count references by {@code keyColumn} to no member. */
    public static String orphans(String keyColumn) {
        return "orphans." + keyColumn;
    }

    /** The name under which {@link #notes} count lookups that found no row of {@code entity}. */
    public static String unmatched(String entity) {
        return "unmatched." + entity;
    }

    /** How long workers took over the rows, summed over all of them, among the {@link #notes}. */
    public static final String WORKER_MILLIS = "worker_ms";

    /** These counts with the time since {@code startedNanos} noted as a worker's. */
    public RowCounts timedSince(long startedNanos) {
        long millis = (System.nanoTime() - startedNanos) / 1_000_000;
        Map<String, Long> timed = sum(notes, Map.of(WORKER_MILLIS, millis));
        return new RowCounts(stage, read, accepted, rejected, filtered, quarantined, timed, faults);
    }

    /** These counts with other cases. */
    public RowCounts with(FaultCounts other) {
        return new RowCounts(stage, read, accepted, rejected, filtered, quarantined, notes, other);
    }

    /** The rows of both. */
    public RowCounts plus(RowCounts other) {
        if (!other.stage.equals(stage)) {
            throw new IllegalArgumentException(stage + " and " + other.stage + " are different stages");
        }
        return new RowCounts(
                stage,
                read + other.read,
                accepted + other.accepted,
                sum(rejected, other.rejected),
                sum(filtered, other.filtered),
                quarantined + other.quarantined,
                sum(notes, other.notes),
                faults.plus(other.faults));
    }

    public long rejectedRows() {
        return total(rejected);
    }

    public long filteredRows() {
        return total(filtered);
    }

    /** The accounting identity: {@code read = accepted + rejected + filtered + quarantined}. */
    public boolean balances() {
        return read == accepted + rejectedRows() + filteredRows() + quarantined;
    }

    /** Those of one stage each added up, in the order of their names. */
    public static List<RowCounts> byStage(Collection<RowCounts> rowCounts) {
        Map<String, RowCounts> stages = new TreeMap<>();
        rowCounts.forEach(counts -> stages.merge(counts.stage(), counts, RowCounts::plus));
        return List.copyOf(stages.values());
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
        Map<String, Long> both = new TreeMap<>(a);
        b.forEach((name, count) -> both.merge(name, count, Long::sum));
        return both;
    }

    /** Carries the figures, without what Java serialisation adds for each map and number. Deterministic. */
    public static final class CountsCoder extends RecordCoder<RowCounts> {
        private static final long serialVersionUID = 1L;
        private static final CountsCoder INSTANCE = new CountsCoder();

        private CountsCoder() {}

        public static CountsCoder of() {
            return INSTANCE;
        }

        @Override
        protected void write(RowCounts counts, DataOutputStream out) throws IOException {
            out.writeUTF(counts.stage());
            out.writeLong(counts.read());
            out.writeLong(counts.accepted());
            writeCounts(counts.rejected(), out);
            writeCounts(counts.filtered(), out);
            out.writeLong(counts.quarantined());
            writeCounts(counts.notes(), out);
            counts.faults().write(out);
        }

        @Override
        protected RowCounts read(DataInputStream in) throws IOException {
            return new RowCounts(
                    in.readUTF(),
                    in.readLong(),
                    in.readLong(),
                    readCounts(in),
                    readCounts(in),
                    in.readLong(),
                    readCounts(in),
                    FaultCounts.read(in));
        }

        private static void writeCounts(Map<String, Long> counts, DataOutputStream out) throws IOException {
            out.writeInt(counts.size());
            for (Map.Entry<String, Long> count : counts.entrySet()) {
                out.writeUTF(count.getKey());
                out.writeLong(count.getValue());
            }
        }

        private static Map<String, Long> readCounts(DataInputStream in) throws IOException {
            Map<String, Long> counts = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                counts.put(in.readUTF(), in.readLong());
            }
            return counts;
        }
    }
}
