package dev.starbeam.star.derivation;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.expression.Expression;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.LookupModel.OnUnmatched;
import dev.starbeam.star.join.FetchedColumns;
import dev.starbeam.star.join.LookupTable;
import dev.starbeam.star.join.ParkedLookups;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lookups and declared columns over staged rows, cut down to what is wanted. Whatever can set a row aside or fail the run
 * (a lookup under REJECT or FAIL, any expression that does more than name a column) is computed whether wanted or not, so
 * that rows fare the same however few columns are asked for.
 */
public final class DerivedColumns implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<LookupModel> lookups;
    private final List<ColumnModel> columns;
    private final Set<Integer> parked;
    private final Set<Integer> usedLookups = new LinkedHashSet<>();
    private final Set<Integer> usedColumns = new LinkedHashSet<>();
    private final Set<String> required = new LinkedHashSet<>();

    private DerivedColumns(List<LookupModel> lookups, List<ColumnModel> columns, Set<Integer> parked) {
        this.lookups = List.copyOf(lookups);
        this.columns = List.copyOf(columns);
        this.parked = new HashSet<>(parked);
    }

    /**
     * What computes {@code wanted}, names among the columns, the lookups and the staged columns.
     *
     * @param parked which lookups were fetched before and stand in the rows, by number
     */
    public static DerivedColumns of(
            List<LookupModel> lookups, List<ColumnModel> columns, Set<Integer> parked, Set<String> wanted) {
        DerivedColumns derived = new DerivedColumns(lookups, columns, parked);
        Set<String> needed = derived.walkColumns(new LinkedHashSet<>(wanted));
        derived.required.addAll(derived.walkLookups(needed));
        return derived;
    }

    /** The columns that rows must have. */
    public Set<String> requiredColumns() {
        return Collections.unmodifiableSet(required);
    }

    /** The numbers of the lookups whose tables {@link #evaluate} needs. */
    public Set<Integer> requiredTables() {
        Set<Integer> tables = new LinkedHashSet<>(usedLookups);
        tables.removeAll(parked);
        return tables;
    }

    /**
     * The rows with looked-up and computed columns. Rows at fault are told to {@code outcomes}.
     *
     * @param tables the tables of {@link #requiredTables}, by number
     */
    public Derived evaluate(ColumnBatch rows, Map<Integer, LookupTable> tables, RowOutcomes outcomes) {
        Scope scope = new Scope(rows);
        Map<Integer, Long> unmatched = new HashMap<>();
        for (int i : usedLookups) {
            unmatched.put(i, lookUp(i, scope, tables, outcomes));
        }
        for (int i : usedColumns) {
            ColumnModel column = columns.get(i);
            outcomes.enter(i);
            Column values = column.expression().evaluate(scope.batch(), outcomes);
            scope.put(column.name(), values);
            outcomes.losses().leave(column, values);
        }
        return new Derived(scope, unmatched);
    }

    private long lookUp(int i, Scope scope, Map<Integer, LookupTable> tables, RowOutcomes outcomes) {
        ColumnBatch before = scope.batch();
        BooleanColumn matched;
        if (parked.contains(i)) {
            matched = before.booleans(ParkedLookups.matchedColumn(i));
        } else {
            LookupTable table = tables.get(i);
            if (table == null) {
                throw new IllegalArgumentException(
                        "no table for lookup " + i + ", " + lookups.get(i).entity() + "; there are " + tables.keySet());
            }
            FetchedColumns fetched = table.fetch(before, lookups.get(i).probeKeys());
            scope.putAll(fetched.columns());
            matched = fetched.matched();
        }
        boolean reject = lookups.get(i).onUnmatched() == OnUnmatched.REJECT;
        return countUnmatched(i, matched.values(), reject, outcomes);
    }

    private static long countUnmatched(int lookup, boolean[] matched, boolean reject, RowOutcomes outcomes) {
        long unmatched = 0;
        for (int row = 0; row < matched.length; row++) {
            if (!matched[row]) {
                unmatched++;
                if (reject) {
                    outcomes.exclude(row, RowOutcomes.Kind.UNMATCHED, lookup);
                }
            }
        }
        return unmatched;
    }

    /** From the last column to the first: which are computed, and what they need in turn. */
    private Set<String> walkColumns(Set<String> needed) {
        List<Integer> used = new ArrayList<>();
        for (int i = columns.size() - 1; i >= 0; i--) {
            ColumnModel column = columns.get(i);
            if (needed.contains(column.name()) || !isName(column.expression())) {
                used.add(i);
                needed.remove(column.name());
                needed.addAll(column.expression().columns());
            }
        }
        Collections.reverse(used);
        usedColumns.addAll(used);
        return needed;
    }

    private Set<String> walkLookups(Set<String> needed) {
        List<Integer> used = new ArrayList<>();
        Set<String> fromJoinedColumns = new LinkedHashSet<>();
        for (int i = lookups.size() - 1; i >= 0; i--) {
            LookupModel lookup = lookups.get(i);
            List<String> fetched =
                    lookup.columns().stream().map(column -> column.as().name()).toList();
            if (lookup.onUnmatched() != OnUnmatched.KEEP || fetched.stream().anyMatch(needed::contains)) {
                used.add(i);
                if (parked.contains(i)) {
                    fetched.stream().filter(needed::contains).forEach(fromJoinedColumns::add);
                    fromJoinedColumns.add(ParkedLookups.matchedColumn(i));
                }
                fetched.forEach(needed::remove);
                // Those fetched before are not looked up again, but a rejection tells the key that had no match.
                if (!parked.contains(i) || lookup.onUnmatched() == OnUnmatched.REJECT) {
                    needed.addAll(lookup.probeKeys());
                }
            }
        }
        Collections.reverse(used);
        usedLookups.addAll(used);
        needed.addAll(fromJoinedColumns);
        return needed;
    }

    /** Whether the expression only names a column: it cannot fail. */
    private static boolean isName(Expression expression) {
        return expression.bareColumn().isPresent();
    }

    /**
     * Rows with their looked-up and computed columns.
     *
     * @param scope every column by name
     * @param unmatched how many rows each evaluated lookup had no match for
     */
    public record Derived(Scope scope, Map<Integer, Long> unmatched) {}

    /** The columns an expression may use; a column of a name that is already there takes its place. For one thread. */
    public static final class Scope {
        private final int rows;
        private final Map<String, Column> columns = new LinkedHashMap<>();

        public Scope(ColumnBatch batch) {
            this.rows = batch.rows();
            putAll(batch);
        }

        public void put(String name, Column column) {
            columns.put(name, column);
        }

        public void putAll(ColumnBatch batch) {
            for (int i = 0; i < batch.columns().size(); i++) {
                put(batch.schema().fields().get(i).name(), batch.columns().get(i));
            }
        }

        /** The columns so far; copies no values. */
        public ColumnBatch batch() {
            List<Field> fields = new ArrayList<>(columns.size());
            columns.forEach((name, column) -> fields.add(new Field(name, column.type())));
            return new ColumnBatch(Schema.of(fields), rows, List.copyOf(columns.values()));
        }
    }
}
