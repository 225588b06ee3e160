package dev.starbeam.warehouse.table;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tables beside a published one that remember what it doesn't show, so that the order of batches doesn't matter. */
public final class CompanionTables {
    /** Whether what was set aside says nothing of rows of other files: it was, before duplicates were told. */
    public static final String IN_ITS_FILE = "_in_its_file";

    private static final ColumnSpec BATCH =
            ColumnSpec.required(Provenance.BATCH_ID, ColumnType.TEXT, "The batch that published the row.");

    private static final String HISTORY = "_history";
    private static final String TOMBSTONES = "_tombstones";

    private CompanionTables() {}

    /** Those that the table needs. */
    public static List<TableSpec> of(TableSpec table) {
        if (table.merging().history().isPresent()) {
            return List.of(rowsOf(table));
        }
        return table.merging().remembers() ? List.of(tombstones(table)) : List.of();
    }

    /** Where rows are merged by key: beside a dimension with history, for any other in the table itself. */
    public static TableSpec rowsOf(TableSpec table) {
        return table.merging().history().map(history -> history(table, history)).orElse(table);
    }

    /** Every table with those that it needs. */
    public static List<TableSpec> with(List<TableSpec> tables) {
        return tables.stream()
                .flatMap(table -> Stream.concat(Stream.of(table), of(table).stream()))
                .toList();
    }

    /** Every observation of a dimension's members; of two at one time the one published later stays. */
    public static TableSpec history(TableSpec dimension, Merging.ScdType2 history) {
        List<ColumnSpec> columns = new ArrayList<>();
        dimension.loadedColumns().forEach(column -> columns.add(dimension.column(column)));
        columns.add(BATCH);
        return new TableSpec(
                TableSpec.DATA_SCHEMA,
                historyName(dimension),
                columns,
                Stream.concat(history.naturalKey().stream(), Stream.of(history.version()))
                        .distinct()
                        .toList(),
                null,
                Provenance.BATCH_ID,
                new Merging.ScdType1(null),
                Materialization.TABLE,
                "Every observation that " + dimension.qualifiedName() + " is made of.");
    }

    /** What the table of a dimension's observations is called. */
    public static String historyName(TableSpec dimension) {
        return dimension.name() + HISTORY;
    }

    /** What tables beside one of that name may be called. */
    public static List<String> names(String table) {
        return List.of(table + HISTORY, table + TOMBSTONES);
    }

    /** What was deleted or withdrawn from a fact, and by which version. */
    public static TableSpec tombstones(TableSpec fact) {
        String version = fact.merging().version();
        if (version == null) {
            throw new IllegalArgumentException(fact.qualifiedName() + " deletes rows without a version");
        }
        List<ColumnSpec> columns = new ArrayList<>();
        Stream.concat(fact.key().stream(), Stream.of(version))
                .distinct()
                .forEach(column -> columns.add(fact.column(column)));
        columns.add(BATCH);
        return new TableSpec(
                TableSpec.DATA_SCHEMA,
                fact.name() + TOMBSTONES,
                columns,
                fact.key(),
                null,
                Provenance.BATCH_ID,
                new Merging.ScdType1(version),
                Materialization.TABLE,
                "The rows deleted or withdrawn from " + fact.qualifiedName() + "; older ones don't come back.");
    }

    /**
     * The keys of rows that a batch has set aside, as they are staged: a fact's grain and version, a dimension's natural key,
     * and the file that they were read from. Nothing is published of them.
     */
    public static TableSpec setAside(TableSpec table) {
        List<ColumnSpec> columns = new ArrayList<>();
        Stream.concat(
                        knownBy(table).stream(),
                        Stream.ofNullable(
                                table.merging().isFact() ? table.merging().version() : null))
                .distinct()
                .filter(column -> !column.equals(Provenance.SOURCE_FILE))
                .forEach(column -> columns.add(table.column(column)));
        columns.add(ColumnSpec.required(Provenance.SOURCE_FILE, ColumnType.TEXT, ""));
        columns.add(ColumnSpec.required(IN_ITS_FILE, ColumnType.BOOLEAN, ""));
        return new TableSpec(
                TableSpec.DATA_SCHEMA,
                table.name() + "_set_aside",
                columns,
                knownBy(table),
                null,
                null,
                new Merging.ScdType1(null),
                Materialization.TABLE,
                "");
    }

    /** The columns that tell published rows apart: a fact's grain, a dimension's natural key. */
    public static List<String> knownBy(TableSpec table) {
        return table.merging().isFact()
                ? table.key()
                : table.merging().history().map(Merging.ScdType2::naturalKey).orElse(table.key());
    }
}
