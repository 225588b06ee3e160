package dev.starbeam.warehouse.table;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tables beside a published one that remember what it doesn't show, so that the order of batches doesn't matter. */
public final class CompanionTables {
    private static final ColumnSpec BATCH =
            ColumnSpec.required(Provenance.BATCH_ID, ColumnType.TEXT, "The batch that published the row.");

    private CompanionTables() {}

    /** Those that the table needs. */
    public static List<TableSpec> of(TableSpec table) {
        if (table.merging().history().isPresent()) {
            return List.of(rowsOf(table));
        }
        return table.merging().deletes() ? List.of(tombstones(table)) : List.of();
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
        return dimension.name() + "_history";
    }

    /** What was deleted from a fact, and by which version. */
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
                fact.name() + "_tombstones",
                columns,
                fact.key(),
                null,
                Provenance.BATCH_ID,
                new Merging.ScdType1(version),
                Materialization.TABLE,
                "The rows deleted from " + fact.qualifiedName() + "; older ones don't come back.");
    }
}
