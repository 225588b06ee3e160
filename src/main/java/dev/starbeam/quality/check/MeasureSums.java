package dev.starbeam.quality.check;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.BigIntegerCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.jspecify.annotations.Nullable;

/**
 * Exact sums of a fact's additive measures: over the rows that are published, over those that are held back, and over
 * those that each check holds back. In the units of the column's scale. Merges in any order.
 */
public final class MeasureSums {
    /** The rows that are published. No check is called so. */
    public static final String PUBLISHED = ":published";

    /** The rows that some check holds back, each once. */
    public static final String HELD = ":held";

    private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
    private static final long LOW = 0xFFFF_FFFFL;

    private final TreeMap<String, TreeMap<String, BigInteger>> sums = new TreeMap<>();

    /** The sums by measure over the rows of {@code part}: a check's id, {@link #HELD} or {@link #PUBLISHED}. */
    public SortedMap<String, BigInteger> of(String part) {
        return Collections.unmodifiableSortedMap(sums.getOrDefault(part, new TreeMap<>()));
    }

    /** All parts with their sums. */
    public SortedMap<String, ? extends Map<String, BigInteger>> parts() {
        return Collections.unmodifiableSortedMap(sums);
    }

    /** Adds the selected rows of a batch, which has the measures as columns of whole or decimal numbers. */
    public void add(String part, ColumnBatch batch, Selection rows, List<String> measures) {
        for (String measure : measures) {
            add(part, measure, sum(batch.longs(measure), rows));
        }
    }

    /** Adds a sum. */
    public void add(String part, String measure, BigInteger sum) {
        sums.computeIfAbsent(part, name -> new TreeMap<>()).merge(measure, sum, BigInteger::add);
    }

    /** NULL adds nothing. In halves, so that no sum of a batch overflows. */
    private static BigInteger sum(LongColumn column, Selection rows) {
        long[] values = column.values();
        long high = 0;
        long low = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.position(i);
            long value = column.isNull(row) ? 0 : values[row];
            high += value >> 32;
            low += value & LOW;
        }
        return BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low));
    }

    void merge(MeasureSums other) {
        other.sums.forEach((part, measures) -> measures.forEach((measure, sum) -> add(part, measure, sum)));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(sums.size());
        for (Map.Entry<String, TreeMap<String, BigInteger>> part : sums.entrySet()) {
            TEXT.encode(part.getKey(), out);
            out.writeInt(part.getValue().size());
            for (Map.Entry<String, BigInteger> sum : part.getValue().entrySet()) {
                TEXT.encode(sum.getKey(), out);
                BigIntegerCoder.of().encode(sum.getValue(), out);
            }
        }
    }

    void read(DataInputStream in) throws IOException {
        for (int parts = in.readInt(); parts > 0; parts--) {
            String part = TEXT.decode(in);
            for (int measures = in.readInt(); measures > 0; measures--) {
                add(part, TEXT.decode(in), BigIntegerCoder.of().decode(in));
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MeasureSums those && sums.equals(those.sums);
    }

    @Override
    public int hashCode() {
        return sums.hashCode();
    }

    @Override
    public String toString() {
        return sums.toString();
    }
}
