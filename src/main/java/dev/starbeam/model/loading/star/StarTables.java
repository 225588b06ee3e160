package dev.starbeam.model.loading.star;

import dev.starbeam.batch.Field;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.loading.column.Scope;
import dev.starbeam.model.loading.yaml.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The dimensions and facts read so far, as references and checks need them. */
public final class StarTables {
    /**
     * A dimension.
     *
     * @param name as declared
     * @param keyColumn its surrogate key
     * @param naturalKey the columns of its natural key; none when that is at fault
     * @param version what tells the rows of one natural key apart, when the dimension has history
     * @param hasLatest whether it is declared which of several rows with one key is newer
     */
    record Dimension(
            String name,
            String keyColumn,
            List<Field> naturalKey,
            @Nullable String version,
            boolean hasLatest) {}

    /**
     * A table that checks can judge.
     *
     * @param scope its columns
     * @param key what identifies a row: the grain, or the natural key
     * @param references a fact's foreign keys; none for a dimension
     * @param isFact whether it is a fact
     * @param hasVersion whether it is declared which of several rows with one key is newer
     */
    public record Judged(
            Scope scope, List<String> key, List<ReferenceModel> references, boolean isFact, boolean hasVersion) {
        /** Whether of several rows of one key the table has the latest alone. */
        public boolean choosesLatest() {
            return !isFact || hasVersion;
        }
    }

    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();
    private final Map<String, Judged> judged = new LinkedHashMap<>();
    private final List<String> calendars = new ArrayList<>();

    void putDimension(Dimension dimension, Scope scope) {
        dimensions.put(dimension.name(), dimension);
        List<String> keys = new ArrayList<>();
        dimension.naturalKey().forEach(key -> keys.add(key.name()));
        if (dimension.version() != null) {
            keys.add(dimension.version());
        }
        judged.put(dimension.name(), new Judged(scope, keys, List.of(), false, dimension.hasLatest()));
    }

    /** A dimension of which nothing but the name is known. */
    public void putDoubtfulDimension(String name) {
        putDimension(new Dimension(name, Names.singular(name) + "_key", List.of(), null, true), Scope.doubtful(name));
    }

    /** The date dimension: generated, so that no check judges it. */
    void putCalendar(String name) {
        dimensions.remove(name);
        judged.remove(name);
        calendars.add(name);
    }

    void putFact(String name, Judged fact) {
        judged.put(name, fact);
    }

    public boolean isCalendar(String name) {
        return calendars.contains(name);
    }

    @Nullable
    Dimension dimension(String name) {
        return dimensions.get(name);
    }

    public List<String> dimensionNames() {
        List<String> names = new ArrayList<>(dimensions.keySet());
        names.addAll(calendars);
        return names;
    }

    @Nullable
    public Judged judged(String name) {
        return judged.get(name);
    }

    public List<String> judgedNames() {
        return List.copyOf(judged.keySet());
    }

    public List<String> factNames() {
        return judged.entrySet().stream()
                .filter(table -> table.getValue().isFact())
                .map(Map.Entry::getKey)
                .toList();
    }
}
