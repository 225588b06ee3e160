package dev.starbeam.model;

import dev.starbeam.batch.Field;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dimension: one row per natural key, type 1 (latest wins), with an unknown member of key 0.
 *
 * @param name as declared, e.g. {@code dim_customers}
 * @param keyColumn the surrogate key's name, e.g. {@code customer_key}
 * @param from the staged entity it is built from
 * @param lookups columns fetched before the columns below are computed
 * @param naturalKey column of {@code from} that identifies a member; rows where it is NULL are the unknown member
 * @param naturalKeyField the natural key's name and type in the dimension
 * @param latestBy bigint, decimal, date or timestamp column of {@code from}: the greatest wins, NULL is least, ties go
 *     to the row read last (greatest file name, then offset); {@code null}: the row read last wins
 * @param columns attributes, over the columns of {@code from}, the lookups and the columns above
 * @param scd 0, 1 or 2
 * @param materialized table or view
 * @param description for people
 */
public record DimensionModel(
        String name,
        String keyColumn,
        String from,
        List<LookupModel> lookups,
        String naturalKey,
        Field naturalKeyField,
        @Nullable String latestBy,
        List<ColumnModel> columns,
        int scd,
        Materialization materialized,
        String description)
        implements Serializable {}
