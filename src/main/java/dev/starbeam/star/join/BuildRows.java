package dev.starbeam.star.join;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.LookupModel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What is parked of looked-up rows: the fetched columns under the names they get, and the values of the keys. */
final class BuildRows {
    private static final String KEY = "_key_";

    private BuildRows() {}

    /** The names of the key columns. */
    static List<String> keys(LookupModel lookup) {
        return IntStream.range(0, lookup.buildKeys().size())
                .mapToObj(i -> KEY + i)
                .toList();
    }

    /** The columns to read of the entity. */
    static Set<String> columns(LookupModel lookup) {
        Set<String> names = new LinkedHashSet<>(lookup.buildKeys());
        lookup.columns().forEach(column -> names.add(column.name()));
        return names;
    }

    /** The parked columns of {@code rows}, which have {@link #columns}. */
    static ColumnBatch of(LookupModel lookup, ColumnBatch rows) {
        ColumnBatch build = LookupTable.fetched(lookup, rows);
        List<String> names = keys(lookup);
        for (int i = 0; i < names.size(); i++) {
            build = build.with(names.get(i), rows.column(lookup.buildKeys().get(i)));
        }
        return build;
    }
}
