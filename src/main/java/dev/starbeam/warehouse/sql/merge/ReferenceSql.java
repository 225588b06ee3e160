package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.warehouse.sql.MergeInto;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.MemberReference;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Points the rows of a fact at the members, and the versions, that are published by now. */
public final class ReferenceSql {
    /** Later than any version that ended. */
    private static final String LAST = "9999-12-30 23:59:59.999999";

    private final SqlDialect sql;
    private final TableSpec fact;
    private final List<MemberReference> references;

    public ReferenceSql(SqlDialect dialect, TableSpec fact) {
        this.sql = dialect;
        this.fact = fact;
        this.references = fact.merging().references();
    }

    /**
     * Rows about to be merged, each with the key of the version valid at its time.
     *
     * @param rows a relation as it stands behind FROM; given back when no dimension has history
     */
    public String resolved(String rows) {
        List<String> columns = new ArrayList<>();
        fact.loadedColumns().forEach(column -> columns.add("r." + sql.identifier(column)));
        StringBuilder joins = new StringBuilder();
        int number = 0;
        for (MemberReference reference : references) {
            if (reference.isVersioned()) {
                String alias = "d" + ++number;
                int position = fact.loadedColumns().indexOf(reference.keyColumn());
                String key = sql.identifier(reference.keyColumn());
                columns.set(
                        position,
                        "coalesce(" + alias + "." + sql.identifier(reference.dimensionKey()) + ", 0) as " + key);
                joins.append(" left join ").append(sql.stored(reference.dimension()) + " as " + alias);
                joins.append(" on ").append(meets("r", reference, alias));
            }
        }
        return number == 0 ? rows : "(select " + String.join(", ", columns) + " from " + rows + " as r" + joins + ")";
    }

    /** Gives published rows of the unknown member their own, should it have arrived late: with this batch or one before. */
    public String assignLateArrivingMembers(MemberReference reference) {
        String key = sql.identifier(reference.keyColumn());
        String unknown = "p." + key + " = 0 and " + meets("p", reference, "s");
        return MergeInto.of(sql, fact, sql.stored(reference.dimension()), unknown)
                .update("", List.of(key + " = s." + sql.identifier(reference.dimensionKey())))
                .text();
    }

    /**
     * Points published rows at the version valid at their time, where that has changed.
     *
     * @param observed the batch's observations of the dimension, as they stand behind FROM
     */
    public String assignVersions(MemberReference reference, String observed) {
        String key = sql.identifier(reference.keyColumn());
        String member = sql.identifier(memberKey(reference));
        String dimensionKey = sql.identifier(reference.dimensionKey());
        String versions = "(select d.* from " + sql.stored(reference.dimension()) + " as d where d." + member
                + " in (select t." + member + " from " + observed + " as t))";
        return MergeInto.of(sql, fact, versions, meets("p", reference, "s"))
                .update("p." + key + " <> s." + dimensionKey, List.of(key + " = s." + dimensionKey))
                .text();
    }

    private String meets(String row, MemberReference reference, String member) {
        String equal = refers(row, reference, member);
        String asOf = reference.asOf();
        if (asOf == null || !reference.isVersioned()) {
            return equal;
        }
        String time = time(row + "." + sql.identifier(asOf));
        return equal + " and " + time + " >= " + member + "." + sql.identifier(DimensionModel.VALID_FROM) + " and "
                + time + " < " + member + "." + sql.identifier(DimensionModel.VALID_TO);
    }

    /** By one column no row refers to the unknown member, whose natural key is NULL; several may be NULL in part. */
    private String refers(String row, MemberReference reference, String member) {
        boolean isOne = reference.columns().size() == 1;
        String equal = IntStream.range(0, reference.columns().size())
                .mapToObj(i -> row + "." + sql.identifier(reference.columns().get(i))
                        + (isOne ? " = " : " is not distinct from ") + member + "."
                        + sql.identifier(reference.naturalKey().get(i)))
                .collect(Collectors.joining(" and "));
        return isOne ? equal : equal + " and " + member + "." + sql.identifier(reference.dimensionKey()) + " <> 0";
    }

    /** A column that all versions of a member share, and no other's. */
    private static String memberKey(MemberReference reference) {
        return reference.naturalKey().size() == 1
                ? reference.naturalKey().get(0)
                : reference.dimension().merging().history().orElseThrow().durableKey();
    }

    /** An unknown time means the current version. */
    private String time(String column) {
        String type = sql.type(ColumnType.TIMESTAMP);
        String last = "cast(" + sql.text(LAST) + " as " + type + ")";
        return "least(coalesce(cast(" + column + " as " + type + "), " + last + "), " + last + ")";
    }
}
