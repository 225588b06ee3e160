package dev.starbeam.star.fact;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.ReferenceModel.OnOrphan;
import dev.starbeam.star.calendar.DateKeys;
import dev.starbeam.star.derivation.RowOutcomes;
import dev.starbeam.star.join.ParkedLookups;
import dev.starbeam.star.key.KeySet;
import dev.starbeam.star.key.NaturalKey;
import dev.starbeam.star.key.SurrogateKeys;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Verifies a fact's references: those wanted, and those that reject orphans. */
final class References implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<ReferenceModel> models;
    private final @Nullable DateDimensionModel calendar;
    private final Set<String> verifiedBefore;
    private final Set<String> wanted;

    References(
            FactModel fact, @Nullable DateDimensionModel calendar, Set<String> verifiedBefore, Set<String> wantedKeys) {
        this.models = fact.references();
        this.calendar = calendar;
        this.verifiedBefore = new HashSet<>(verifiedBefore);
        this.wanted = new HashSet<>(wantedKeys);
    }

    /** The numbers of the references that are verified. */
    int[] used() {
        return IntStream.range(0, models.size())
                .filter(i -> models.get(i).onOrphan() == OnOrphan.REJECT
                        || wanted.contains(models.get(i).keyColumn()))
                .toArray();
    }

    /** The fact's columns that hold the natural keys of the references used. */
    Set<String> naturalKeys() {
        Set<String> names = new LinkedHashSet<>();
        for (int i : used()) {
            names.addAll(models.get(i).columns());
        }
        return names;
    }

    /** The parked columns that tell orphans. */
    Set<String> parkedColumns() {
        Set<String> names = new LinkedHashSet<>();
        for (int i : used()) {
            if (verifiedBefore.contains(models.get(i).keyColumn())) {
                names.add(ParkedLookups.orphanColumn(models.get(i).keyColumn()));
            }
        }
        return names;
    }

    /** The dimensions whose key sets {@link #verify} needs. */
    Set<String> dimensions() {
        Set<String> names = new LinkedHashSet<>();
        for (int i : used()) {
            if (!isDate(models.get(i)) && !verifiedBefore.contains(models.get(i).keyColumn())) {
                names.add(models.get(i).dimension());
            }
        }
        return names;
    }

    /** Keys by number of the reference; orphans under REJECT are set aside. */
    Map<Integer, ReferenceKeys> verify(ColumnBatch facts, Map<String, KeySet> members) {
        Map<Integer, ReferenceKeys> keys = new LinkedHashMap<>();
        for (int i : used()) {
            keys.put(i, verify(models.get(i), facts, members));
        }
        return keys;
    }

    /** How many of the kept rows are orphans of each reference. */
    static Map<Integer, Long> count(Map<Integer, ReferenceKeys> keys, RowOutcomes outcomes) {
        Map<Integer, Long> counts = new LinkedHashMap<>();
        keys.forEach((i, reference) ->
                counts.put(i, (long) reference.orphans().where(outcomes::isKept).size()));
        return counts;
    }

    void reject(Map<Integer, ReferenceKeys> keys, RowOutcomes outcomes) {
        keys.forEach((i, reference) -> {
            Selection orphans = reference.orphans();
            for (int k = 0; models.get(i).onOrphan() == OnOrphan.REJECT && k < orphans.size(); k++) {
                outcomes.exclude(orphans.position(k), RowOutcomes.Kind.ORPHAN, i);
            }
        });
    }

    /** Why a row is an orphan, in one sentence. */
    String explain(int number, ColumnBatch facts, int row) {
        ReferenceModel reference = models.get(number);
        String value = reference.columns().stream()
                .map(column -> column + " " + facts.column(column).display(row))
                .collect(Collectors.joining(", "));
        if (isDate(reference)) {
            return value + " lies outside " + reference.dimension() + ", " + LocalDate.ofEpochDay(firstDay()) + " to "
                    + LocalDate.ofEpochDay(lastDay())
                    + "; if it is meant, declare the calendar's from and to, or the day"
                    + " under sentinels";
        }
        return value + " is no member of " + reference.dimension();
    }

    private ReferenceKeys verify(ReferenceModel reference, ColumnBatch facts, Map<String, KeySet> members) {
        Column naturalKeys = NaturalKey.of(facts, reference.columns());
        if (isDate(reference)) {
            return ReferenceKeys.toDays((LongColumn) naturalKeys, firstDay(), lastDay(), sentinels());
        }
        long seed = SurrogateKeys.seed(reference.dimension());
        if (verifiedBefore.contains(reference.keyColumn())) {
            return ReferenceKeys.verified(
                    naturalKeys, seed, facts.booleans(ParkedLookups.orphanColumn(reference.keyColumn())));
        }
        KeySet known = members.get(reference.dimension());
        if (known == null) {
            throw new IllegalArgumentException(
                    "no key set of " + reference.dimension() + "; there are " + members.keySet());
        }
        return ReferenceKeys.toMembers(naturalKeys, seed, known);
    }

    private boolean isDate(ReferenceModel reference) {
        return calendar != null && calendar.name().equals(reference.dimension());
    }

    private long firstDay() {
        return calendar == null ? DateKeys.FIRST_DAY : calendar.earliest().toEpochDay();
    }

    private long lastDay() {
        return calendar == null ? DateKeys.LAST_DAY : calendar.latest().toEpochDay();
    }

    private long[] sentinels() {
        return calendar == null
                ? new long[0]
                : calendar.sentinels().stream().mapToLong(LocalDate::toEpochDay).toArray();
    }
}
