package dev.starbeam.quality.check;

import dev.starbeam.coder.RecordCoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.jspecify.annotations.Nullable;

/**
 * How many rows each row-level check of a table has judged and flagged. Merges: counting rows in any order and split
 * gives an equal state. Of each check that lists values, the first few observations in text order are kept as
 * examples.
 */
public final class FailureCountState {
    private static final int EXAMPLES = 3;

    private final TreeMap<String, Counts> checks = new TreeMap<>();
    private final TreeMap<String, TreeSet<String>> examples = new TreeMap<>();
    private final MeasureSums sums = new MeasureSums();
    private long quarantinedRows;

    /**
     * @param judged rows the check judged
     * @param flagged rows it flagged
     * @param quarantined of those, rows it asked to quarantine
     */
    public record Counts(long judged, long flagged, long quarantined) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(judged + other.judged, flagged + other.flagged, quarantined + other.quarantined);
        }
    }

    /** What the rows add up to that are published and held back. */
    public MeasureSums sums() {
        return sums;
    }

    /** Rows out of the published table; one that several checks flagged counts once. */
    public long quarantinedRows() {
        return quarantinedRows;
    }

    /** What the check with that id has counted, zeros when it has seen no batch. */
    public Counts of(String checkId) {
        return checks.getOrDefault(checkId, Counts.NONE);
    }

    /** The counts by check id, in its order. */
    public SortedMap<String, Counts> byCheck() {
        return Collections.unmodifiableSortedMap(checks);
    }

    /** The examples kept, by check id. */
    public SortedMap<String, ? extends Set<String>> examples() {
        return Collections.unmodifiableSortedMap(examples);
    }

    List<String> examples(String checkId) {
        return List.copyOf(examples.getOrDefault(checkId, new TreeSet<>()));
    }

    /** Adds rows that were judged. */
    public void add(String checkId, long judged, long flagged, long quarantined) {
        checks.merge(checkId, new Counts(judged, flagged, quarantined), Counts::plus);
    }

    /** Keeps the observation unless enough lesser ones are kept. */
    public void addExample(String checkId, String observed) {
        TreeSet<String> kept = examples.computeIfAbsent(checkId, id -> new TreeSet<>());
        if (kept.size() < EXAMPLES || observed.compareTo(kept.last()) < 0) {
            kept.add(observed);
            if (kept.size() > EXAMPLES) {
                kept.pollLast();
            }
        }
    }

    /** Adds rows that are out of the published table. */
    public void addQuarantined(long rows) {
        quarantinedRows += rows;
    }

    /** Adds what the other has counted; the other does not change. */
    public void merge(FailureCountState other) {
        other.checks.forEach((id, counts) -> checks.merge(id, counts, Counts::plus));
        other.examples.forEach((id, kept) -> kept.forEach(example -> addExample(id, example)));
        quarantinedRows += other.quarantinedRows;
        sums.merge(other.sums);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FailureCountState state
                && checks.equals(state.checks)
                && examples.equals(state.examples)
                && quarantinedRows == state.quarantinedRows
                && sums.equals(state.sums);
    }

    @Override
    public int hashCode() {
        return checks.hashCode() * 31 + Long.hashCode(quarantinedRows);
    }

    @Override
    public String toString() {
        return checks + ", " + quarantinedRows + " rows quarantined";
    }

    /** Carries the counts and examples: some 40 bytes a check, and its examples. Equal states give equal bytes. */
    public static final class CountsCoder extends RecordCoder<FailureCountState> {
        private static final long serialVersionUID = 1L;
        private static final CountsCoder INSTANCE = new CountsCoder();
        private static final StringUtf8Coder TEXT = StringUtf8Coder.of();

        private CountsCoder() {}

        public static CountsCoder of() {
            return INSTANCE;
        }

        @Override
        protected void write(FailureCountState state, DataOutputStream out) throws IOException {
            out.writeInt(state.checks.size());
            for (Map.Entry<String, Counts> check : state.checks.entrySet()) {
                TEXT.encode(check.getKey(), out);
                out.writeLong(check.getValue().judged);
                out.writeLong(check.getValue().flagged);
                out.writeLong(check.getValue().quarantined);
            }
            out.writeInt(state.examples.size());
            for (Map.Entry<String, TreeSet<String>> kept : state.examples.entrySet()) {
                TEXT.encode(kept.getKey(), out);
                out.writeInt(kept.getValue().size());
                for (String example : kept.getValue()) {
                    TEXT.encode(example, out);
                }
            }
            out.writeLong(state.quarantinedRows);
            state.sums.write(out);
        }

        @Override
        protected FailureCountState read(DataInputStream in) throws IOException {
            FailureCountState state = new FailureCountState();
            for (int left = in.readInt(); left > 0; left--) {
                state.checks.put(TEXT.decode(in), new Counts(in.readLong(), in.readLong(), in.readLong()));
            }
            for (int left = in.readInt(); left > 0; left--) {
                TreeSet<String> kept = new TreeSet<>();
                state.examples.put(TEXT.decode(in), kept);
                for (int examples = in.readInt(); examples > 0; examples--) {
                    kept.add(TEXT.decode(in));
                }
            }
            state.quarantinedRows = in.readLong();
            state.sums.read(in);
            return state;
        }
    }
}
