package dev.starbeam.quality.statistic;

import dev.starbeam.quality.statistic.form.StateOutput;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.ParkedBlock;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The merged statistics of a whole table. Sums of keys that {@link MergeStates} parked by ranges stay parked, and are saved
 * without being read into states: their ranges, one after the other, are what one state of all keys would save.
 */
public final class TableStates implements SavedStatistics {
    private final QualityState others;
    private final Map<StateSpec, List<ParkedBlock>> ranges = new TreeMap<>(QualityState.ORDER);

    private TableStates(QualityState others) {
        this.others = others;
    }

    /**
     * @param empty all the statistics that the table's checks need
     * @param merged where {@link MergeStates} has put what there is of them
     */
    public static TableStates of(QualityState empty, List<ParkedBlock> merged) throws IOException {
        List<ParkedBlock> whole = new ArrayList<>();
        List<ParkedBlock> byRange = new ArrayList<>();
        merged.forEach(block -> (isRange(block) ? byRange : whole).add(block));
        QualityState others = ParkedState.read(whole);
        others.merge(empty);
        TableStates states = new TableStates(others);
        byRange.sort(Comparator.comparingLong(block -> block.shard().firstOffset()));
        List<StateSpec.Moments> byKey = others.byKey();
        for (ParkedBlock block : byRange) {
            StateSpec spec = byKey.get(Integer.parseInt(statistic(block)));
            states.ranges.computeIfAbsent(spec, one -> new ArrayList<>()).add(block);
        }
        return states;
    }

    static boolean isRange(ParkedBlock merged) {
        return !statistic(merged).equals(MergeStates.WITHOUT_KEYS);
    }

    /** The number, as text, of the statistic by key that a range belongs to. */
    static String statistic(ParkedBlock merged) {
        return merged.shard().file();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        StateOutput head = new StateOutput();
        SavedSpecs.writeHead(head, others.states().size());
        out.write(head.toBytes());
        try (BlockReader files = new BlockReader()) {
            for (Map.Entry<StateSpec, TableState> one : others.states().entrySet()) {
                StateOutput output = new StateOutput();
                one.getKey().write(output);
                List<ParkedBlock> parked = ranges.get(one.getKey());
                if (parked == null) {
                    one.getValue().write(output);
                }
                out.write(output.toBytes());
                if (parked != null) {
                    new JoinedRanges(parked, files).writeTo(out);
                }
            }
        }
    }
}
