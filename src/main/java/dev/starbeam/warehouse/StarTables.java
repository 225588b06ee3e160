package dev.starbeam.warehouse;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.ReferenceModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The published tables of a pipeline, derived from its model: the one place that says what schema {@code star} holds.
 *
 * <ul>
 *   <li>a dimension: surrogate key, natural key, attributes; merged by natural key
 *   <li>the date dimension: the calendar's columns; merged by its key
 *   <li>a fact: declared columns, a key for each reference, {@code _batch_id}, {@code _source_file}, {@code
 *       _source_offset}; merged by grain, or added to when none is declared
 * </ul>
 *
 * Only keys and provenance are NOT NULL: an unknown member is NULL in all else.
 */
public final class StarTables {
    /** The schema of dimensions and facts. */
    public static final String SCHEMA = "star";

    private StarTables() {}

    /**
     * Dimensions, the date dimension and facts, in the order to publish them.
     *
     * @param calendar the columns of the date dimension, {@link DateDimensionModel#KEY_COLUMN} among them; not looked at
     *     when the model declares none
     */
    public static List<TableSpec> of(PipelineModel model, Schema calendar) {
        List<TableSpec> tables = new ArrayList<>();
        model.dimensions().forEach(dimension -> tables.add(dimension(dimension)));
        DateDimensionModel date = model.dateDimension();
        if (date != null) {
            tables.add(date(date, calendar));
        }
        model.facts().forEach(fact -> tables.add(fact(fact)));
        return List.copyOf(tables);
    }

    /** The table of a dimension. */
    public static TableSpec dimension(DimensionModel model) {
        Map<String, ColumnSpec> columns = new LinkedHashMap<>();
        add(columns, ColumnSpec.natural(model.keyColumn(), "Surrogate key; 0 is the unknown member."));
        String naturalKey = model.naturalKeyField().name();
        add(
                columns,
                ColumnSpec.optional(
                        naturalKey, model.naturalKeyField().type(), "Natural key; NULL for the unknown member."));
        model.columns().forEach(column -> add(columns, declared(column)));
        return new TableSpec(
                SCHEMA,
                model.name(),
                List.copyOf(columns.values()),
                List.of(naturalKey),
                model.keyColumn(),
                null,
                model.materialized(),
                model.description());
    }

    /** The table of the date dimension. */
    public static TableSpec date(DateDimensionModel model, Schema calendar) {
        String key = DateDimensionModel.KEY_COLUMN;
        List<ColumnSpec> columns = calendar.fields().stream()
                .map(field -> field.name().equals(key)
                        ? ColumnSpec.natural(key, "The date as yyyymmdd; 0 is the unknown member.")
                        : ColumnSpec.optional(field.name(), field.type(), ""))
                .toList();
        return new TableSpec(
                SCHEMA,
                model.name(),
                columns,
                List.of(key),
                key,
                null,
                model.materialized(),
                "The calendar, a row a day.");
    }

    /** The table of a fact. */
    public static TableSpec fact(FactModel model) {
        Map<String, ColumnSpec> columns = new LinkedHashMap<>();
        model.columns().forEach(column -> add(columns, declared(column)));
        model.references().forEach(reference -> add(columns, key(reference)));
        add(columns, ColumnSpec.required(Provenance.BATCH_ID, ColumnType.TEXT, "The batch that published the row."));
        add(columns, ColumnSpec.required(Provenance.SOURCE_FILE, ColumnType.TEXT, "The file it was read from."));
        add(
                columns,
                ColumnSpec.natural(Provenance.SOURCE_OFFSET, "Byte offset of its record in the decompressed file."));
        return new TableSpec(
                SCHEMA,
                model.name(),
                List.copyOf(columns.values()),
                model.grain(),
                null,
                Provenance.BATCH_ID,
                model.materialized(),
                model.description());
    }

    private static ColumnSpec declared(ColumnModel column) {
        return ColumnSpec.optional(column.name(), column.expression().type(), column.description());
    }

    private static ColumnSpec key(ReferenceModel reference) {
        return ColumnSpec.natural(
                reference.keyColumn(), "Refers to " + reference.dimension() + " by " + reference.column() + ".");
    }

    /** A natural key may be declared among the attributes, too: the first of a name stays. */
    private static void add(Map<String, ColumnSpec> columns, ColumnSpec column) {
        columns.putIfAbsent(column.name(), column);
    }
}
