package dev.starbeam.run.load;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.StagingModel;
import dev.starbeam.warehouse.table.CompanionTables;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How to tell which published row of a table a row that was set aside stands for: the key columns that are made of it.
 *
 * @param table the published table's name
 * @param keys the columns of the keys, as {@link CompanionTables#setAside} says
 * @param from for each key column, and the version, the column of the rows that it is taken from
 * @param afterDuplicates whether the row was the one that counts of its key; if not, it speaks for rows of its file only
 * @param holdsNull whether a NULL is a value of the key; of a row at fault, it may be what could not be read
 */
public record SetAsideKeys(
        String table, TableSpec keys, Map<String, String> from, boolean afterDuplicates, boolean holdsNull)
        implements Serializable {
    private static final String FILES = "/set_aside";

    public SetAsideKeys {
        from = Map.copyOf(from);
    }

    /** What load files of a table's keys belong to. */
    public static String filesOf(String table) {
        return table + FILES;
    }

    /** Of rows of a fact that checks hold back. */
    static SetAsideKeys held(TableSpec fact) {
        return ofFact(fact, true);
    }

    /** Of rows that a fact itself rejects. */
    public static List<SetAsideKeys> rejected(FactModel fact) {
        return List.of(ofFact(StarTables.fact(fact), false));
    }

    private static SetAsideKeys ofFact(TableSpec fact, boolean holdsNull) {
        TableSpec keys = CompanionTables.setAside(fact);
        Map<String, String> same = new LinkedHashMap<>();
        keys.columns().forEach(column -> same.put(column.name(), column.name()));
        return of(fact, keys, same, true, holdsNull);
    }

    /** Of rows that are rejected when members are made of them; none where an attribute hides the natural key. */
    public static List<SetAsideKeys> rejected(DimensionModel dimension) {
        boolean isHidden = dimension.columns().stream()
                .anyMatch(column -> dimension.naturalKey().contains(column.name()));
        return isHidden ? List.of() : List.of(ofMembers(dimension));
    }

    private static SetAsideKeys ofMembers(DimensionModel dimension) {
        TableSpec table = StarTables.dimension(dimension);
        Map<String, String> from = new LinkedHashMap<>();
        for (int i = 0; i < dimension.naturalKey().size(); i++) {
            from.put(
                    dimension.naturalKeyColumns().get(i), dimension.naturalKey().get(i));
        }
        return of(table, CompanionTables.setAside(table), from, false, false);
    }

    private static SetAsideKeys of(
            TableSpec table, TableSpec keys, Map<String, String> from, boolean afterDuplicates, boolean holdsNull) {
        Map<String, String> all = new LinkedHashMap<>(from);
        all.remove(CompanionTables.IN_ITS_FILE);
        all.put(Provenance.SOURCE_FILE, Provenance.SOURCE_FILE);
        return new SetAsideKeys(table.name(), keys, all, afterDuplicates, holdsNull);
    }

    /** Of rows that staging rejects: of every table that is made of the entity, and takes its key over as it is staged. */
    public static List<SetAsideKeys> unstaged(StagingModel entity, PipelineModel model) {
        Stream<SetAsideKeys> members = model.dimensions().stream()
                .filter(dimension -> dimension.from().equals(entity.name()) && isStaged(dimension, entity))
                .map(SetAsideKeys::ofMembers);
        Stream<SetAsideKeys> rows = model.facts().stream()
                .filter(fact -> fact.from().equals(entity.name()))
                .flatMap(fact -> unstaged(fact, entity).stream());
        return Stream.concat(members, rows).toList();
    }

    private static boolean isStaged(DimensionModel dimension, StagingModel entity) {
        List<String> key = dimension.naturalKey();
        return IntStream.range(0, key.size())
                .allMatch(i -> entity.schema().contains(key.get(i))
                        && entity.schema()
                                .field(key.get(i))
                                .type()
                                .equals(dimension.naturalKeyFields().get(i).type()));
    }

    private static Optional<SetAsideKeys> unstaged(FactModel fact, StagingModel entity) {
        TableSpec table = StarTables.fact(fact);
        TableSpec keys = CompanionTables.setAside(table);
        Map<String, String> origins = origins(fact, entity);
        Map<String, String> from = new LinkedHashMap<>();
        for (String column : keys.stagedColumns()) {
            String origin = origins.get(column);
            if (origin != null) {
                from.put(column, origin);
            }
        }
        boolean knowsAll = from.size() == keys.columns().size() - 1;
        return knowsAll ? Optional.of(of(table, keys, from, false, false)) : Optional.empty();
    }

    /** The staged column that each of a fact's columns is, where it is one: a column hides the staged one of its name. */
    private static Map<String, String> origins(FactModel fact, StagingModel entity) {
        Map<String, String> origins = new LinkedHashMap<>();
        entity.schema().names().forEach(name -> origins.put(name, name));
        fact.lookups()
                .forEach(lookup -> lookup.columns()
                        .forEach(column -> origins.remove(column.as().name())));
        for (ColumnModel column : fact.columns()) {
            String origin = column.expression().bareColumn().map(origins::get).orElse(null);
            if (origin == null) {
                origins.remove(column.name());
            } else {
                origins.put(column.name(), origin);
            }
        }
        origins.put(Provenance.SOURCE_FILE, Provenance.SOURCE_FILE);
        origins.put(Provenance.SOURCE_OFFSET, Provenance.SOURCE_OFFSET);
        return origins;
    }

    /** The keys of the rows; of those whose key isn't known, none. */
    ColumnBatch of(ColumnBatch rows) {
        List<Column> columns = new ArrayList<>();
        for (String name : keys.stagedColumns()) {
            columns.add(name.equals(CompanionTables.IN_ITS_FILE) ? flags(rows.rows()) : rows.column(from(name)));
        }
        ColumnBatch all = new ColumnBatch(keys.stagedSchema(), rows.rows(), columns);
        return holdsNull ? all : all.select(Selection.all(rows.rows()).where(row -> isKnown(all, row)));
    }

    private String from(String column) {
        return from.getOrDefault(column, column);
    }

    private boolean isKnown(ColumnBatch all, int row) {
        return keys.key().stream().noneMatch(column -> all.column(column).isNull(row));
    }

    private BooleanColumn flags(int rows) {
        boolean[] flags = new boolean[rows];
        Arrays.fill(flags, !afterDuplicates);
        return new BooleanColumn(flags, Validity.allValid(rows));
    }
}
