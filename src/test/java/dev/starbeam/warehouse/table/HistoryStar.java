package dev.starbeam.warehouse.table;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import java.util.ArrayList;
import java.util.List;

/**
 * A star with a dimension of each type, {@code dim_t0} to {@code dim_t2}, and a fact that refers to all three, has
 * versions and is deleted from.
 */
public final class HistoryStar {
    public static final List<TableSpec> DIMENSIONS = List.of(dimension(0), dimension(1), dimension(2));
    public static final TableSpec ORDERS = orders();

    private HistoryStar() {}

    private static TableSpec dimension(int type) {
        String name = "t" + type;
        List<ColumnSpec> columns = new ArrayList<>();
        columns.add(ColumnSpec.natural(name + "_key", ""));
        if (type == 2) {
            columns.add(ColumnSpec.natural("t2_durable_key", ""));
        }
        columns.add(ColumnSpec.optional("id", ColumnType.TEXT, ""));
        columns.add(ColumnSpec.optional("value", ColumnType.BIGINT, ""));
        columns.add(ColumnSpec.optional("version", ColumnType.TIMESTAMP, ""));
        if (type == 2) {
            columns.add(ColumnSpec.optional("valid_from", ColumnType.TIMESTAMP, ""));
            columns.add(ColumnSpec.optional("valid_to", ColumnType.TIMESTAMP, ""));
            columns.add(ColumnSpec.optional("is_current", ColumnType.BOOLEAN, ""));
            columns.add(ColumnSpec.optional("row_hash", ColumnType.BIGINT, ""));
        }
        Merging merging = switch (type) {
            case 0 -> new Merging.ScdType0("version");
            case 1 -> new Merging.ScdType1("version");
            default -> new Merging.ScdType2(List.of("id"), "version", "t2_durable_key");
        };
        return new TableSpec(
                "star",
                "dim_" + name,
                columns,
                type == 2 ? List.of("id", "valid_from") : List.of("id"),
                name + "_key",
                null,
                merging,
                type == 0 ? Materialization.VIEW : Materialization.TABLE,
                "");
    }

    private static TableSpec orders() {
        List<ColumnSpec> columns = new ArrayList<>();
        columns.add(ColumnSpec.optional("order_id", ColumnType.TEXT, ""));
        columns.add(ColumnSpec.optional("version", ColumnType.TIMESTAMP, ""));
        columns.add(ColumnSpec.optional("value", ColumnType.BIGINT, ""));
        columns.add(ColumnSpec.optional("ordered_at", ColumnType.TIMESTAMP, ""));
        List<MemberReference> references = new ArrayList<>();
        for (int type = 0; type < 3; type++) {
            String name = "t" + type;
            columns.add(ColumnSpec.optional(name + "_id", ColumnType.TEXT, ""));
            columns.add(ColumnSpec.natural(name + "_key", ""));
            references.add(new MemberReference(
                    name + "_key",
                    List.of(name + "_id"),
                    type == 2 ? "ordered_at" : null,
                    DIMENSIONS.get(type),
                    List.of("id"),
                    name + "_key"));
        }
        columns.add(ColumnSpec.required("_batch_id", ColumnType.TEXT, ""));
        return new TableSpec(
                "star",
                "fact_orders",
                columns,
                List.of("order_id"),
                null,
                "_batch_id",
                new Merging.Facts("version", true, references),
                Materialization.TABLE,
                "");
    }
}
