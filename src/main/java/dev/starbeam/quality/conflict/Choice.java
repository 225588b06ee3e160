package dev.starbeam.quality.conflict;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.expression.Expression;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.Deduplication;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.StagingModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * How the row of a table is chosen among the staged rows of one key.
 *
 * @param key the staged columns that identify a row
 * @param version the staged column that tells which is newer; none where the row read last is taken
 * @param content the other staged columns that the table is made of
 * @param needsKey whether rows whose key is NULL throughout compete for nothing
 */
public record Choice(List<String> key, List<String> version, List<String> content, boolean needsKey)
        implements Serializable {
    public Choice {
        key = List.copyOf(key);
        version = List.copyOf(version);
        content = List.copyOf(content);
    }

    /** Among the rows of one natural key. */
    public static Choice of(DimensionModel dimension, StagingModel staged) {
        List<String> key = dimension.naturalKey();
        String latestBy = dimension.latestBy();
        Set<String> used = used(dimension.columns(), dimension.lookups());
        String tombstone = dimension.tombstone();
        if (tombstone != null) {
            used.add(tombstone);
        }
        return choice(key, latestBy == null ? List.of() : List.of(latestBy), used, staged, true);
    }

    /** @throws IllegalArgumentException when deduplication chooses none by a version */
    public static Choice of(FactModel fact, StagingModel staged) {
        if (!(staged.deduplication() instanceof Deduplication.KeepLatest latest)) {
            throw new IllegalArgumentException(staged.name() + " chooses no row by its version");
        }
        Set<String> used = used(fact.columns(), fact.lookups());
        fact.filters().forEach(filter -> used.addAll(filter.condition().columns()));
        return choice(latest.keys(), List.of(latest.by()), used, staged, false);
    }

    private static Choice choice(
            List<String> key, List<String> version, Set<String> used, StagingModel staged, boolean needsKey) {
        List<String> content = new ArrayList<>(staged.schema().names());
        content.retainAll(used);
        content.removeAll(key);
        content.removeAll(version);
        return new Choice(key, version, content, needsKey);
    }

    /** Names of staged columns among others. */
    private static Set<String> used(List<ColumnModel> columns, List<LookupModel> lookups) {
        Set<String> used = new LinkedHashSet<>();
        columns.stream().map(ColumnModel::expression).map(Expression::columns).forEach(used::addAll);
        lookups.forEach(lookup -> used.addAll(lookup.probeKeys()));
        return used;
    }

    /** Which rows of a batch compete for something. */
    IntPredicate competing(ColumnBatch batch) {
        Column[] columns = key.stream().map(batch::column).toArray(Column[]::new);
        return row -> !needsKey || holdsAny(columns, row);
    }

    private static boolean holdsAny(Column[] columns, int row) {
        for (Column column : columns) {
            if (!column.isNull(row)) {
                return true;
            }
        }
        return false;
    }

    /** By which rows are compared. */
    List<String> keyAndVersion() {
        List<String> both = new ArrayList<>(key);
        both.addAll(version);
        return both;
    }

    /** All columns that are looked at. */
    Set<String> columns() {
        Set<String> all = new LinkedHashSet<>(keyAndVersion());
        all.addAll(content);
        return all;
    }
}
