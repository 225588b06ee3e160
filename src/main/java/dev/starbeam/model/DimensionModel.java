package dev.starbeam.model;

import dev.starbeam.batch.Field;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dimension with an unknown member of key 0: one row per natural key or, with history, per version of a member.
 *
 * @param name as declared, e.g. {@code dim_customers}
 * @param keyColumn the surrogate key's name, e.g. {@code customer_key}
 * @param from the staged entity it is built from
 * @param lookups columns fetched before the columns below are computed
 * @param naturalKey columns of {@code from} that together identify a member; rows where all are NULL are the unknown
 *     member
 * @param naturalKeyFields their names and types in the dimension
 * @param latestBy bigint, decimal, date or timestamp column of {@code from}: the greatest wins, NULL is least, ties go
 *     to the row read last (greatest file name, then offset); {@code null}: the row read last wins
 * @param version the dimension's column that holds {@code latestBy}; {@code null} when there is none
 * @param columns attributes, over the columns of {@code from}, the lookups and the columns above
 * @param scd slowly changing dimension of type 0: the original row stays; 1: the latest replaces it; 2: every version is
 *     kept, which takes a version
 * @param materialized table or view
 * @param description for people
 * @param tombstone boolean column of {@code from}: a row where it is true ends its member's version and begins none; {@code
 *     null} where nothing is deleted
 */
public record DimensionModel(
        String name,
        String keyColumn,
        String from,
        List<LookupModel> lookups,
        List<String> naturalKey,
        List<Field> naturalKeyFields,
        @Nullable String latestBy,
        @Nullable String version,
        List<ColumnModel> columns,
        int scd,
        Materialization materialized,
        String description,
        @Nullable String tombstone)
        implements Serializable {
    /** Bigint: the {@link #ROW_HASH} of a row that deletes its member; no other row has it. */
    public static final long DELETED = 0;

    /** Bigint: a hash of the attributes of a version. */
    public static final String ROW_HASH = "row_hash";

    /** Timestamp: when a version began. */
    public static final String VALID_FROM = "valid_from";

    /** Timestamp: when the next version began. */
    public static final String VALID_TO = "valid_to";

    /** Boolean: whether a version is its member's last. */
    public static final String IS_CURRENT = "is_current";

    /** Of which no member is deleted. */
    public DimensionModel(
            String name,
            String keyColumn,
            String from,
            List<LookupModel> lookups,
            String naturalKey,
            Field naturalKeyField,
            @Nullable String latestBy,
            @Nullable String version,
            List<ColumnModel> columns,
            int scd,
            Materialization materialized,
            String description) {
        this(
                name,
                keyColumn,
                from,
                lookups,
                List.of(naturalKey),
                List.of(naturalKeyField),
                latestBy,
                version,
                columns,
                scd,
                materialized,
                description,
                null);
    }

    /** Without a version. */
    public DimensionModel(
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
            String description) {
        this(
                name,
                keyColumn,
                from,
                lookups,
                naturalKey,
                naturalKeyField,
                latestBy,
                null,
                columns,
                scd,
                materialized,
                description);
    }

    /** The names of the natural key's columns in the dimension. */
    public List<String> naturalKeyColumns() {
        return naturalKeyFields.stream().map(Field::name).toList();
    }

    /** Whether every version is kept. */
    public boolean hasHistory() {
        return scd == 2;
    }

    /** The key that all versions of a member share: {@code customer_key} gives {@code customer_durable_key}. */
    public String durableKeyColumn() {
        return keyColumn.endsWith("_key")
                ? keyColumn.substring(0, keyColumn.length() - "key".length()) + "durable_key"
                : keyColumn + "_durable";
    }

    /** The column with the hash of the natural key alone. */
    public String memberKeyColumn() {
        return hasHistory() ? durableKeyColumn() : keyColumn;
    }

    /** The attributes whose change makes a version: all but the version's time. */
    public List<String> trackedColumns() {
        return columns.stream()
                .map(ColumnModel::name)
                .filter(column -> !column.equals(version))
                .toList();
    }
}
