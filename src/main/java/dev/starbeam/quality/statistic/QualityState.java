package dev.starbeam.quality.statistic;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All the statistics of one table that its checks need: observe batches, merge, save, load. Equal
 * when the saved bytes are. A state says itself what it holds, so it can be loaded without the model; a {@link #blank}
 * one holds nothing and takes over what is merged into it.
 *
 * <pre>{@code
 * QualityState state = QualityState.of(specs);
 * state.observe(batch, kept);
 * state.merge(QualityState.fromBytes(saved));
 * }</pre>
 */
public final class QualityState implements SavedStatistics {
    /** The second word tells a column called {@code null} from none. */
    static final Comparator<StateSpec> ORDER =
            Comparator.comparing(StateSpec::toString).thenComparing(StateSpec::isByKey);

    private final TreeMap<StateSpec, TableState> states = new TreeMap<>(ORDER);

    private QualityState() {}

    /** A state without statistics: the neutral element of {@link #merge}. */
    public static QualityState blank() {
        return new QualityState();
    }

    /** An empty state of these statistics. */
    public static QualityState of(Collection<StateSpec> specs) {
        QualityState state = new QualityState();
        specs.forEach(spec -> state.states.put(spec, spec.empty()));
        return state;
    }

    /** The statistics that grow with the keys of a column, in the order in which they are saved. */
    public List<StateSpec.Moments> byKey() {
        List<StateSpec.Moments> byKey = new ArrayList<>();
        states.keySet().forEach(spec -> {
            if (spec instanceof StateSpec.Moments moments && moments.isByKey()) {
                byKey.add(moments);
            }
        });
        return byKey;
    }

    /** How many keys are held, of all statistics together. */
    long keys() {
        return byKey().stream().mapToLong(spec -> moments(spec).keys().size()).sum();
    }

    /** Parts with the states by key, which begin anew. */
    Map<StateSpec.Moments, KeyedMomentsState> takeKeys() {
        Map<StateSpec.Moments, KeyedMomentsState> taken = new LinkedHashMap<>();
        for (StateSpec.Moments spec : byKey()) {
            taken.put(spec, moments(spec));
            states.put(spec, spec.empty());
        }
        return taken;
    }

    /** The same states but for those by key; changes of either show in both. */
    QualityState withoutKeys() {
        QualityState others = new QualityState();
        states.forEach((spec, state) -> {
            if (!spec.isByKey()) {
                others.states.put(spec, state);
            }
        });
        return others;
    }

    /** What there is, in the order in which it is saved. */
    SortedMap<StateSpec, TableState> states() {
        return Collections.unmodifiableSortedMap(states);
    }

    /** The columns a batch must have to be observed. */
    public List<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        states.keySet().forEach(spec -> columns.addAll(spec.columns()));
        return List.copyOf(columns);
    }

    /** Adds the selected rows. */
    public void observe(ColumnBatch batch, Selection kept) {
        states.values().forEach(state -> state.observe(batch, kept));
    }

    /** Adds what the other has seen; the other does not change. */
    public void merge(QualityState other) {
        other.states.forEach(
                (spec, state) -> states.computeIfAbsent(spec, StateSpec::empty).merge(state));
    }

    public boolean has(StateSpec spec) {
        return states.containsKey(spec);
    }

    /** The state of that spec. @throws IllegalArgumentException naming the statistics there are */
    public TableState state(StateSpec spec) {
        TableState state = states.get(spec);
        if (state == null) {
            throw new IllegalArgumentException("no " + spec + " among " + states.keySet());
        }
        return state;
    }

    public QuantileState quantiles(StateSpec.Quantiles spec) {
        return (QuantileState) state(spec);
    }

    public KeyedMomentsState moments(StateSpec.Moments spec) {
        return (KeyedMomentsState) state(spec);
    }

    public NullCountState nulls(StateSpec.Nulls spec) {
        return (NullCountState) state(spec);
    }

    /** How many rows the table has, if they are among its statistics. */
    public long rows() {
        return ((RowCountState) state(new StateSpec.Rows())).rows();
    }

    /** The saved state: compact, and the same for the same rows in any order. */
    public byte[] toBytes() {
        StateOutput output = new StateOutput();
        SavedSpecs.write(output, states);
        return output.toBytes();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(toBytes());
    }

    /** Loads what {@link #toBytes} saved. @throws IllegalArgumentException when the bytes are of another format */
    public static QualityState fromBytes(byte[] bytes) {
        QualityState state = new QualityState();
        SavedSpecs.read(new StateInput(bytes), true, state.states);
        return state;
    }

    /**
     * Loads what tables are judged by once their rows are flagged: of keys only how many have how many values.
     *
     * @throws IllegalArgumentException when what was saved is of another format
     */
    public static QualityState readCounts(InputStream saved) {
        QualityState state = new QualityState();
        SavedSpecs.read(new StateInput(saved), false, state.states);
        return state;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QualityState state && Arrays.equals(toBytes(), state.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        return states.keySet().toString();
    }
}
