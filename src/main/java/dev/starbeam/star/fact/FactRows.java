package dev.starbeam.star.fact;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.FactModel;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.star.derivation.Rejections;
import dev.starbeam.star.derivation.RowOutcomes;
import dev.starbeam.star.derivation.RowOutcomes.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of one batch of staged rows. Immutable; rejected rows are put into words only when asked for. */
public final class FactRows {
    private final FactModel fact;
    private final References references;
    private final ColumnBatch computed;
    private final ColumnBatch accepted;
    private final Selection kept;
    private final RowOutcomes outcomes;
    private final Map<Integer, ReferenceKeys> keys;
    private final Map<Integer, Long> orphanCounts;
    private final Map<Integer, Long> unmatched;

    FactRows(
            FactModel fact,
            References references,
            ColumnBatch computed,
            ColumnBatch accepted,
            Selection kept,
            RowOutcomes outcomes,
            Map<Integer, ReferenceKeys> keys,
            Map<Integer, Long> orphanCounts,
            Map<Integer, Long> unmatched) {
        this.fact = fact;
        this.references = references;
        this.computed = computed;
        this.accepted = accepted;
        this.kept = kept;
        this.outcomes = outcomes;
        this.keys = keys;
        this.orphanCounts = orphanCounts;
        this.unmatched = unmatched;
    }

    /** The rows of the fact, in the order of the staged rows. */
    public ColumnBatch accepted() {
        return accepted;
    }

    /** Where the accepted rows stand in the staged batch. */
    public Selection positions() {
        return kept;
    }

    /**
     * The accepted rows that are orphans, by the key column of the reference: they refer to the unknown member. A
     * reference under REJECT has none; they are counted.
     */
    public Map<String, Selection> orphans() {
        Map<String, Selection> orphans = new LinkedHashMap<>();
        keys.forEach((i, reference) ->
                orphans.put(fact.references().get(i).keyColumn(), amongAccepted(reference.orphans())));
        return orphans;
    }

    /**
     * Where every row has gone. Notes: {@code orphans.<key column>} counts orphans among rows without another fault,
     * rejected or not; {@code unmatched.<entity>} rows without a match; {@code unparsable.<column>} and its like what
     * conversions have lost. Notes that would be 0 are left out.
     */
    public RowCounts counts() {
        Map<String, Long> rejected = new TreeMap<>();
        add(rejected, RejectReason.LOOKUP_UNMATCHED.name(), outcomes.count(Kind.UNMATCHED));
        add(rejected, RejectReason.INVALID_VALUE.name(), outcomes.count(Kind.INVALID));
        add(rejected, RejectReason.ORPHAN.name(), outcomes.count(Kind.ORPHAN));
        Map<String, Long> filtered = new TreeMap<>();
        for (int i = 0; i < fact.filters().size(); i++) {
            add(filtered, fact.filters().get(i).name(), outcomes.count(Kind.FILTERED, i));
        }
        return new RowCounts(
                fact.name(),
                outcomes.rows(),
                outcomes.kept(),
                rejected,
                filtered,
                0,
                notes(),
                outcomes.losses().faults(computed));
    }

    /** The rejected rows, in order. */
    public List<RejectedRow> rejected() {
        List<RejectedRow> rejected = new ArrayList<>();
        for (int row = 0; row < outcomes.rows() && outcomes.kept() < outcomes.rows(); row++) {
            Kind kind = outcomes.kind(row);
            if (kind != Kind.KEPT && kind != Kind.FILTERED) {
                rejected.add(rejected(kind, row));
            }
        }
        return rejected;
    }

    /**
     * The rejected rows as far as they could be computed: what is at fault in them is NULL.
     *
     * @param filtered whether the filtered ones are wanted, too
     */
    public ColumnBatch setAside(boolean filtered) {
        return computed.select(filtered ? outcomes.excluded() : outcomes.rejected());
    }

    private RejectedRow rejected(Kind kind, int row) {
        int cause = outcomes.causeNumber(row);
        if (kind == Kind.UNMATCHED) {
            return Rejections.unmatched(
                    fact.name(), computed, row, fact.lookups().get(cause));
        }
        if (kind == Kind.ORPHAN) {
            String column = fact.references().get(cause).column();
            String detail = references.explain(cause, computed, row);
            return Rejections.row(fact.name(), computed, row, RejectReason.ORPHAN, column, detail);
        }
        int filter = cause - fact.columns().size();
        String column = filter < 0
                ? fact.columns().get(cause).name()
                : fact.filters().get(filter).name();
        return Rejections.row(
                fact.name(), computed, row, RejectReason.INVALID_VALUE, column, outcomes.invalidReason(row));
    }

    private Map<String, Long> notes() {
        Map<String, Long> notes = new TreeMap<>();
        orphanCounts.forEach((i, count) ->
                add(notes, RowCounts.orphans(fact.references().get(i).keyColumn()), count));
        unmatched.forEach((i, count) ->
                add(notes, RowCounts.unmatched(fact.lookups().get(i).entity()), count));
        outcomes.losses().notes().forEach((note, count) -> add(notes, note, count));
        return notes;
    }

    private static void add(Map<String, Long> counts, String name, long count) {
        if (count > 0) {
            counts.merge(name, count, Long::sum);
        }
    }

    /** Positions in the staged batch as positions among the accepted rows; rows set aside are left out. */
    private Selection amongAccepted(Selection rows) {
        if (kept.size() == outcomes.rows()) {
            return rows;
        }
        int[] positions = new int[rows.size()];
        int count = 0;
        int rank = 0;
        for (int i = 0; i < rows.size(); i++) {
            while (rank < kept.size() && kept.position(rank) < rows.position(i)) {
                rank++;
            }
            if (rank < kept.size() && kept.position(rank) == rows.position(i)) {
                positions[count++] = rank;
            }
        }
        return Selection.of(positions, count);
    }
}
