package dev.starbeam.star.fact;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.star.join.LookupTable;
import dev.starbeam.star.join.LookupViews;
import dev.starbeam.star.key.KeySet;
import dev.starbeam.star.key.MemberKeys;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** What assembling one fact needs on a worker: the assembler, lookup tables and the members' keys as side inputs. */
public final class FactInputs implements Serializable {
    private static final long serialVersionUID = 1L;

    private final FactAssembler assembler;
    private final LookupViews lookups;
    private final Map<String, MemberKeys> members;

    FactInputs(FactAssembler assembler, LookupViews lookups, Map<String, MemberKeys> members) {
        this.assembler = assembler;
        this.lookups = lookups;
        this.members = new TreeMap<>(members);
    }

    public FactAssembler assembler() {
        return assembler;
    }

    /** The same for fewer columns, see {@link FactAssembler#wanting}. */
    public FactInputs wanting(Set<String> columns) {
        return new FactInputs(assembler.wanting(columns), lookups, members);
    }

    /** What to give to {@code ParDo.withSideInputs}. */
    public List<PCollectionView<?>> views() {
        List<PCollectionView<?>> views = new ArrayList<>(lookups.all());
        members.values().forEach(keys -> views.add(keys.view()));
        return views;
    }

    /** The assembler with its side inputs, for one element. */
    public Bound bind(DoFn<ParkedShard, ?>.ProcessContext context) throws IOException {
        Map<String, KeySet> keys = new HashMap<>();
        for (Map.Entry<String, MemberKeys> dimension : members.entrySet()) {
            if (assembler.requiredKeySets().contains(dimension.getKey())) {
                keys.put(dimension.getKey(), dimension.getValue().keys(context));
            }
        }
        return new Bound(assembler, lookups.tables(context, assembler.requiredTables()), keys);
    }

    /** An assembler with all it needs. */
    public record Bound(FactAssembler assembler, Map<Integer, LookupTable> tables, Map<String, KeySet> members) {
        public FactRows assemble(ColumnBatch staged) {
            return assembler.assemble(staged, tables, members);
        }
    }
}
