package dev.starbeam.warehouse.table;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.Operand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The published tables of a pipeline, derived from its model: the one place that says what schema {@code star} holds.
 *
 * <ul>
 *   <li>a dimension: surrogate key, natural key, attributes; merged by natural key. With history also a durable key and
 *       when each version is valid
 *   <li>the date dimension: the calendar's columns; merged by its key
 *   <li>a fact: declared columns, a key for each reference, {@code _batch_id}, {@code _source_file}, {@code
 *       _source_offset}; merged by grain, or added to when none is declared
 * </ul>
 *
 * NOT NULL are keys, provenance, and what a fact takes over as it is from staging that requires it. Dimensions have no
 * more: an unknown member is NULL in all else.
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
        model.dimensions().forEach(dimension -> tables.add(checked(dimension(dimension), model)));
        DateDimensionModel date = model.dateDimension();
        if (date != null) {
            tables.add(date(date, calendar));
        }
        List<TableSpec> dimensions = List.copyOf(tables);
        for (FactModel fact : model.facts()) {
            Set<String> required = RequiredColumns.of(fact, model);
            tables.add(checked(fact(fact, required, dimensions, references(fact, model, dimensions)), model));
        }
        return List.copyOf(tables);
    }

    /**
     * With the CHECKs of what is declared about its rows. Versions are derived anew from observations that may be older than a
     * check, so a dimension with history has none.
     */
    private static TableSpec checked(TableSpec table, PipelineModel model) {
        if (table.merging().history().isPresent()) {
            return table;
        }
        Schema columns = Schema.of(table.columns().stream()
                .map(column -> new Field(column.name(), column.type()))
                .toList());
        List<TableCheck> checks = TableCheck.of(model, table.name(), columns);
        String key = table.surrogateKey();
        return table.withChecks(
                key == null
                        ? checks
                        : checks.stream()
                                .map(check -> check.but(isUnknown(key)))
                                .toList());
    }

    private static Condition isUnknown(String surrogateKey) {
        return new Condition.Comparison(
                new Operand.Column(new Field(surrogateKey, ColumnType.BIGINT)),
                Condition.Operator.EQUAL,
                new Operand.Literal(ColumnType.BIGINT, "0"));
    }

    /** The table of a dimension. */
    public static TableSpec dimension(DimensionModel model) {
        Map<String, ColumnSpec> columns = new LinkedHashMap<>();
        add(columns, ColumnSpec.natural(model.keyColumn(), "Surrogate key; 0 is the unknown member."));
        if (model.hasHistory()) {
            add(columns, ColumnSpec.natural(model.durableKeyColumn(), "What all versions of a member share."));
        }
        String words = model.naturalKey().size() == 1 ? "Natural key" : "Part of the natural key";
        model.naturalKeyFields()
                .forEach(field -> add(
                        columns,
                        ColumnSpec.optional(field.name(), field.type(), words + "; NULL for the unknown member.")));
        model.columns().forEach(column -> add(columns, declared(column, false)));
        if (model.hasHistory()) {
            validity().forEach(column -> add(columns, column));
        }
        return new TableSpec(
                SCHEMA,
                model.name(),
                List.copyOf(columns.values()),
                Stream.concat(
                                model.naturalKeyColumns().stream(),
                                model.hasHistory() ? Stream.of(DimensionModel.VALID_FROM) : Stream.empty())
                        .toList(),
                model.keyColumn(),
                null,
                merging(model),
                model.materialized(),
                model.description());
    }

    private static List<ColumnSpec> validity() {
        return List.of(
                ColumnSpec.optional(
                        DimensionModel.VALID_FROM,
                        ColumnType.TIMESTAMP,
                        "When the version began; year 1 for the first."),
                ColumnSpec.optional(
                        DimensionModel.VALID_TO, ColumnType.TIMESTAMP, "When the next began; year 9999 for the last."),
                ColumnSpec.optional(
                        DimensionModel.IS_CURRENT, ColumnType.BOOLEAN, "Whether it is the member's last version."),
                ColumnSpec.optional(
                        DimensionModel.ROW_HASH, ColumnType.BIGINT, "Of the attributes whose change makes a version."));
    }

    private static Merging merging(DimensionModel model) {
        String version = model.version();
        if (model.hasHistory() && version != null) {
            return new Merging.ScdType2(model.naturalKeyColumns(), version, model.durableKeyColumn());
        }
        return model.scd() == 0 ? new Merging.ScdType0(version) : new Merging.ScdType1(version);
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

    /** The table of a fact, as its load files hold it: without what it knows of its dimensions. */
    public static TableSpec fact(FactModel model) {
        return fact(model, Set.of(), List.of(), List.of());
    }

    private static TableSpec fact(
            FactModel model, Set<String> required, List<TableSpec> dimensions, List<MemberReference> references) {
        Map<String, ColumnSpec> columns = new LinkedHashMap<>();
        model.columns().stream()
                .filter(column -> !column.name().equals(Provenance.DELETED))
                .forEach(column -> add(columns, declared(column, required.contains(column.name()))));
        model.references().forEach(reference -> add(columns, key(reference, dimensions)));
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
                new Merging.Facts(model.version(), model.deletes(), model.withdraws(), references),
                model.materialized(),
                model.description());
    }

    /** References to days are not among them: days don't come late. */
    private static List<MemberReference> references(FactModel fact, PipelineModel model, List<TableSpec> dimensions) {
        List<MemberReference> references = new ArrayList<>();
        for (ReferenceModel reference : fact.references()) {
            for (DimensionModel dimension : model.dimensions()) {
                if (dimension.name().equals(reference.dimension())) {
                    references.add(new MemberReference(
                            reference.keyColumn(),
                            reference.columns(),
                            reference.asOf(),
                            table(dimensions, dimension.name()).orElseThrow(),
                            dimension.naturalKeyColumns(),
                            dimension.keyColumn()));
                }
            }
        }
        return references;
    }

    private static Optional<TableSpec> table(List<TableSpec> tables, String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    private static ColumnSpec declared(ColumnModel column, boolean required) {
        return required
                ? ColumnSpec.required(column.name(), column.expression().type(), column.description())
                : ColumnSpec.optional(column.name(), column.expression().type(), column.description());
    }

    private static ColumnSpec key(ReferenceModel reference, List<TableSpec> dimensions) {
        return ColumnSpec.reference(
                reference.keyColumn(),
                table(dimensions, reference.dimension()).orElse(null),
                "Refers to " + reference.dimension() + " by " + reference.column() + ".");
    }

    /** A natural key may be declared among the attributes, too: the first of a name stays. */
    private static void add(Map<String, ColumnSpec> columns, ColumnSpec column) {
        columns.putIfAbsent(column.name(), column);
    }
}
