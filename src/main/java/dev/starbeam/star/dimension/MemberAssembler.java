package dev.starbeam.star.dimension;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.star.derivation.DerivedColumns;
import dev.starbeam.star.derivation.RowOutcomes;
import dev.starbeam.star.join.LookupTable;
import dev.starbeam.star.key.SurrogateKeys;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the latest rows into members: surrogate key, natural key, attributes, provenance; with history also the durable
 * key and the hash of the attributes. A row whose attribute has no
 * value, or whose lookup under REJECT has no match, makes no member. Immutable.
 */
final class MemberAssembler implements Serializable {
    private static final long serialVersionUID = 1L;

    private final DimensionModel model;
    private final DerivedColumns derived;

    MemberAssembler(DimensionModel model, Set<Integer> parkedLookups) {
        this.model = model;
        List<String> wanted = model.columns().stream().map(ColumnModel::name).toList();
        this.derived = DerivedColumns.of(model.lookups(), model.columns(), parkedLookups, new LinkedHashSet<>(wanted));
    }

    /** A member's columns. */
    static Schema schema(DimensionModel model) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(model.keyColumn(), ColumnType.BIGINT));
        if (model.hasHistory()) {
            fields.add(new Field(model.durableKeyColumn(), ColumnType.BIGINT));
        }
        fields.addAll(model.naturalKeyFields());
        model.columns().forEach(column -> fields.add(column.field()));
        if (model.hasHistory()) {
            fields.add(new Field(DimensionModel.ROW_HASH, ColumnType.BIGINT));
        }
        fields.add(new Field(Provenance.SOURCE_FILE, ColumnType.TEXT));
        fields.add(new Field(Provenance.SOURCE_OFFSET, ColumnType.BIGINT));
        return Schema.of(fields);
    }

    /** What the latest rows must have. */
    Set<String> requiredColumns() {
        Set<String> names = new LinkedHashSet<>();
        names.addAll(model.naturalKey());
        String by = model.latestBy();
        if (by != null) {
            names.add(by);
        }
        String tombstone = model.tombstone();
        if (tombstone != null) {
            names.add(tombstone);
        }
        names.addAll(derived.requiredColumns());
        names.add(Provenance.SOURCE_FILE);
        names.add(Provenance.SOURCE_OFFSET);
        return names;
    }

    Set<Integer> requiredTables() {
        return derived.requiredTables();
    }

    Members assemble(ColumnBatch latest, Map<Integer, LookupTable> tables) {
        RowOutcomes outcomes = new RowOutcomes(latest.rows());
        DerivedColumns.Derived rows = derived.evaluate(latest, tables, outcomes);
        ColumnBatch computed = rows.scope().batch();
        MemberRows keyed = MemberRows.of(model, latest);
        List<Column> columns = new ArrayList<>();
        columns.add(bigint(keyed.keys()));
        if (model.hasHistory()) {
            columns.add(bigint(SurrogateKeys.of(keyed.naturalKeys(), SurrogateKeys.seed(model.name()))));
        }
        model.naturalKey().forEach(name -> columns.add(latest.column(name)));
        model.columns().forEach(column -> columns.add(computed.column(column.name())));
        if (model.hasHistory()) {
            columns.add(bigint(hashes(latest, computed)));
        }
        columns.add(latest.column(Provenance.SOURCE_FILE));
        columns.add(latest.column(Provenance.SOURCE_OFFSET));
        ColumnBatch members = new ColumnBatch(schema(model), latest.rows(), columns).select(outcomes.keptRows());
        return new Members(members, computed, outcomes, rows.unmatched());
    }

    /** Of the attributes, by which versions are told apart; a row that deletes its member has a hash of its own. */
    private long[] hashes(ColumnBatch latest, ColumnBatch computed) {
        long[] hashes = RowHash.of(computed, model.trackedColumns()).high().clone();
        BooleanColumn deleted = model.tombstone() == null ? null : (BooleanColumn) latest.column(model.tombstone());
        for (int row = 0; deleted != null && row < hashes.length; row++) {
            long hash = hashes[row] == DimensionModel.DELETED ? DimensionModel.DELETED + 1 : hashes[row];
            hashes[row] = deleted.isTrue(row) ? DimensionModel.DELETED : hash;
        }
        return hashes;
    }

    private static LongColumn bigint(long[] values) {
        return new LongColumn(ColumnType.BIGINT, values, Validity.allValid(values.length));
    }

    /**
     * The members and what became of the other rows.
     *
     * @param members one row a member, by surrogate key
     * @param rows what they were made of, with all that was looked up and computed
     * @param outcomes which of those made no member
     * @param unmatched rows without a match, by lookup
     */
    record Members(ColumnBatch members, ColumnBatch rows, RowOutcomes outcomes, Map<Integer, Long> unmatched) {}
}
