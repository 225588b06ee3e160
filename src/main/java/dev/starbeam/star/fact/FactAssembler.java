package dev.starbeam.star.fact;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.FilterModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.star.derivation.DerivedColumns;
import dev.starbeam.star.derivation.RowOutcomes;
import dev.starbeam.star.join.LookupTable;
import dev.starbeam.star.key.KeySet;
import dev.starbeam.star.key.NaturalKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns staged rows into rows of one fact, free of Beam: lookups, columns in order, filters, references. A row is set
 * aside for the first cause in that order; filters judge rows that have no fault, and that no filter before left out.
 *
 * <p>In: a batch with {@link #requiredColumns}. Out: {@link FactRows} with {@link #schema}. The same rows are kept whichever
 * columns are wanted: lookups and references that reject, filters and every expression that could fail are always
 * computed. Immutable; a pure function of the batch, the tables and the key sets.
 *
 * <pre>{@code
 * FactAssembler assembler = FactAssembler.of(fact, calendar).wanting(Set.of("quantity", "customer_key"));
 * FactRows rows = assembler.assemble(staged, tables, members);
 * }</pre>
 */
public final class FactAssembler implements Serializable {
    private static final long serialVersionUID = 1L;

    private final FactModel fact;
    private final @Nullable DateDimensionModel calendar;
    private final Set<String> wanted;
    private final Set<Integer> parkedLookups;
    private final Set<String> parkedReferences;
    private final References references;
    private final DerivedColumns derived;
    private final Schema schema;

    private FactAssembler(
            FactModel fact,
            @Nullable DateDimensionModel calendar,
            Set<String> wanted,
            Set<Integer> parkedLookups,
            Set<String> parkedReferences) {
        this.fact = fact;
        this.calendar = calendar;
        this.wanted = new LinkedHashSet<>(wanted);
        this.parkedLookups = new HashSet<>(parkedLookups);
        this.parkedReferences = new HashSet<>(parkedReferences);
        this.references = new References(fact, calendar, parkedReferences, wanted);
        this.schema = schema(fact, wanted);
        Set<String> needed = new LinkedHashSet<>(schema.names());
        fact.references().forEach(reference -> needed.remove(reference.keyColumn()));
        needed.addAll(references.naturalKeys());
        fact.filters().forEach(filter -> needed.addAll(filter.condition().columns()));
        this.derived = DerivedColumns.of(fact.lookups(), fact.columns(), parkedLookups, needed);
    }

    /** Assembles every column of {@code fact}; {@code calendar} is the pipeline's date dimension, if it has one. */
    public static FactAssembler of(FactModel fact, @Nullable DateDimensionModel calendar) {
        return new FactAssembler(fact, calendar, Set.copyOf(allColumns(fact)), Set.of(), Set.of());
    }

    /** Only these of the fact's columns and key columns; provenance always comes along. */
    public FactAssembler wanting(Set<String> columns) {
        List<String> all = new ArrayList<>(allColumns(fact));
        all.add(Provenance.SOURCE_FILE);
        all.add(Provenance.SOURCE_OFFSET);
        columns.stream().filter(name -> !all.contains(name)).findAny().ifPresent(name -> {
            throw new IllegalArgumentException(fact.name() + " has no column \"" + name + "\"; there are " + all);
        });
        return new FactAssembler(fact, calendar, columns, parkedLookups, parkedReferences);
    }

    /** For shards in whose joined columns these lookups, by number, were parked. */
    public FactAssembler withParkedLookups(Set<Integer> lookups) {
        return new FactAssembler(fact, calendar, wanted, lookups, parkedReferences);
    }

    /** For shards in whose joined columns these references, by key column, were verified. */
    public FactAssembler withParkedReferences(Set<String> keyColumns) {
        return new FactAssembler(fact, calendar, wanted, parkedLookups, keyColumns);
    }

    /** A fact's columns: as declared, then a key a reference, then {@code _source_file} and {@code _source_offset}. */
    public static Schema schema(FactModel fact) {
        return schema(fact, Set.copyOf(allColumns(fact)));
    }

    /** The columns of {@link FactRows#accepted}. */
    public Schema schema() {
        return schema;
    }

    /** The columns that staged batches must have: what to ask of the shard's reader. */
    public Set<String> requiredColumns() {
        Set<String> names = new LinkedHashSet<>(derived.requiredColumns());
        names.addAll(references.parkedColumns());
        names.add(Provenance.SOURCE_FILE);
        names.add(Provenance.SOURCE_OFFSET);
        return names;
    }

    /** The numbers of the lookups whose tables {@link #assemble} needs. */
    public Set<Integer> requiredTables() {
        return derived.requiredTables();
    }

    /** The dimensions whose key sets {@link #assemble} needs. */
    public Set<String> requiredKeySets() {
        return Collections.unmodifiableSet(references.dimensions());
    }

    /**
     * The fact rows of a batch, and what became of the others.
     *
     * @param tables lookup tables by the lookup's number
     * @param members surrogate keys by dimension
     */
    public FactRows assemble(ColumnBatch staged, Map<Integer, LookupTable> tables, Map<String, KeySet> members) {
        RowOutcomes outcomes = new RowOutcomes(staged.rows());
        DerivedColumns.Derived rows = derived.evaluate(staged, tables, outcomes);
        ColumnBatch computed = rows.scope().batch();
        filter(computed, outcomes);
        Map<Integer, ReferenceKeys> keys = references.verify(computed, members);
        Map<Integer, Long> orphans = References.count(keys, outcomes);
        references.reject(keys, outcomes);
        Selection kept = outcomes.keptRows();
        return new FactRows(
                fact,
                references,
                computed,
                columns(computed, keys).select(kept),
                kept,
                outcomes,
                keys,
                orphans,
                rows.unmatched());
    }

    /** What every row of the batch refers to by these wanted columns, whatever becomes of it. */
    Column naturalKey(List<String> columns, ColumnBatch staged, Map<Integer, LookupTable> tables) {
        RowOutcomes ignored = new RowOutcomes(staged.rows());
        return NaturalKey.of(derived.evaluate(staged, tables, ignored).scope().batch(), columns);
    }

    /** One after the other, as in staging: a row that one leaves out is not held against the next. */
    private void filter(ColumnBatch computed, RowOutcomes outcomes) {
        for (int i = 0; i < fact.filters().size(); i++) {
            FilterModel filter = fact.filters().get(i);
            outcomes.enter(fact.columns().size() + i);
            filter((BooleanColumn) filter.condition().evaluate(computed, outcomes), i, outcomes);
        }
    }

    private static void filter(BooleanColumn condition, int number, RowOutcomes outcomes) {
        for (int row = 0; row < condition.size(); row++) {
            if (!condition.isTrue(row)) {
                outcomes.exclude(row, RowOutcomes.Kind.FILTERED, number);
            }
        }
    }

    private ColumnBatch columns(ColumnBatch computed, Map<Integer, ReferenceKeys> keys) {
        List<Column> columns = new ArrayList<>(schema.size());
        for (Field field : schema.fields()) {
            ReferenceKeys reference = keys.get(referenceNumber(field.name()));
            columns.add(
                    reference == null
                            ? computed.column(field.name())
                            : new LongColumn(ColumnType.BIGINT, reference.keys(), Validity.allValid(computed.rows())));
        }
        return new ColumnBatch(schema, computed.rows(), columns);
    }

    private int referenceNumber(String keyColumn) {
        for (int i = 0; i < fact.references().size(); i++) {
            if (fact.references().get(i).keyColumn().equals(keyColumn)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> allColumns(FactModel fact) {
        List<String> names = new ArrayList<>();
        fact.columns().forEach(column -> names.add(column.name()));
        fact.references().forEach(reference -> names.add(reference.keyColumn()));
        return names;
    }

    private static Schema schema(FactModel fact, Set<String> wanted) {
        List<Field> fields = new ArrayList<>();
        fact.columns().forEach(column -> fields.add(column.field()));
        fact.references().forEach(reference -> fields.add(new Field(reference.keyColumn(), ColumnType.BIGINT)));
        fields.removeIf(field -> !wanted.contains(field.name()));
        fields.add(new Field(Provenance.SOURCE_FILE, ColumnType.TEXT));
        fields.add(new Field(Provenance.SOURCE_OFFSET, ColumnType.BIGINT));
        return Schema.of(fields);
    }
}
