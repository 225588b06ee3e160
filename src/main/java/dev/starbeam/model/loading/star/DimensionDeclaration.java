package dev.starbeam.model.loading.star;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.loading.column.ColumnTypes;
import dev.starbeam.model.loading.column.ColumnsDeclaration;
import dev.starbeam.model.loading.column.DeclaredExpressions;
import dev.starbeam.model.loading.column.Scope;
import dev.starbeam.model.loading.column.Tables;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Mistakes;
import dev.starbeam.model.loading.yaml.Names;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one dimension built from a staged entity. */
public final class DimensionDeclaration {
    private static final Map<String, Materialization> MATERIALIZED = tableOrView();

    private static final Map<String, Integer> SCD = Map.of("0", 0, "1", 1, "2", 2);

    private final DeclaredExpressions expressions;
    private final Tables tables;

    public DimensionDeclaration(Mistakes mistakes, Tables tables) {
        this.expressions = DeclaredExpressions.modelling(mistakes);
        this.tables = tables;
    }

    /** The dimension, or {@code null} when it is at fault. */
    @Nullable
    public DimensionModel read(String name, Section section, StarTables star) {
        tables.losses().readRejected(name, section);
        Scope staged = tables.staged(section.require("from", "the staged entity it is built from"));
        Declared natural = section.require("natural_key", "the column, or columns, that identify a member");
        Scope from = staged == null ? Scope.doubtful(name) : staged;
        String keyColumn = keyColumn(name, section);
        List<Field> key = natural == null ? List.of() : naturalKey(natural, from);
        Declared latestBy = section.find("latest_by");
        Field latest = latestBy == null ? null : ColumnTypes.ordered(from.resolve(latestBy), latestBy);
        int scd = scd(section, latest);
        Scope scope = from.copyFor(from.owner());
        List<LookupModel> lookups = LookupsDeclaration.read(section, tables, scope);
        ColumnsDeclaration columns = new ColumnsDeclaration(expressions, name, scope);
        Declared declared = section.find("columns");
        if (declared != null) {
            columns.readListOrMap(declared);
        }
        tables.losses().readUnparsable(name, section, columns.derived());
        checkNames(columns, keyColumn, key, declared);
        String version = version(key, latest, latestBy, from, columns);
        // A faulty latest_by is one mistake: what refers to the dimension is to find versions all the same.
        String since = scd == 2 ? Objects.requireNonNullElse(version, "") : null;
        star.putDimension(
                new StarTables.Dimension(name, keyColumn, key, since, latestBy != null),
                published(name, columns, key, natural));
        if (key.isEmpty()) {
            return null;
        }
        DimensionModel model = new DimensionModel(
                name,
                keyColumn,
                from.owner(),
                lookups,
                ColumnTypes.names(key),
                key,
                latest == null ? null : latest.name(),
                version,
                columns.columns(),
                scd,
                materialized(section),
                section.text("description", ""),
                tombstone(section, from, scd));
        if (model.hasHistory()) {
            checkHistoryNames(model, declared == null ? section.self() : declared);
        }
        return model;
    }

    private static int scd(Section section, @Nullable Field latest) {
        int scd = section.choice("scd", SCD, 1);
        if (scd == 2) {
            checkHistory(section, latest);
        }
        return scd;
    }

    /** Its columns in the order declared; none when one is at fault. */
    private static List<Field> naturalKey(Declared natural, Scope from) {
        List<Declared> declared = natural.isList() ? natural.items("a list of columns") : List.of(natural);
        if (declared.isEmpty()) {
            natural.mistake("a natural key has at least one column");
        }
        List<Field> key = new ArrayList<>();
        for (Declared column : declared) {
            Field field = ColumnTypes.key(from.resolve(column), column);
            if (field != null && key.contains(field)) {
                column.mistake("\"" + field.name() + "\" is part of the natural key already");
            } else if (field != null) {
                key.add(field);
            }
        }
        return key.size() == declared.size() ? List.copyOf(key) : List.of();
    }

    private static @Nullable String version(
            List<Field> key,
            @Nullable Field latest,
            @Nullable Declared latestBy,
            Scope from,
            ColumnsDeclaration columns) {
        if (key.isEmpty() || latest == null || latestBy == null) {
            return null;
        }
        return key.contains(latest) ? latest.name() : columns.version(latest, from, latestBy);
    }

    private static @Nullable String tombstone(Section section, Scope from, int scd) {
        Declared declared = section.find("tombstone");
        Field column = declared == null ? null : from.resolve(declared);
        if (declared == null || column == null) {
            return null;
        }
        if (!column.type().equals(ColumnType.BOOLEAN)) {
            declared.mistake("a tombstone must be boolean, true where the row deletes its member, \"" + column.name()
                    + "\" is " + column.type());
        } else if (scd != 2) {
            declared.mistake("a tombstone ends a member's version, so the dimension must keep versions: scd: 2");
        }
        return column.name();
    }

    private static Scope published(
            String name, ColumnsDeclaration columns, List<Field> key, @Nullable Declared natural) {
        Scope published = columns.derived().copyFor(name);
        key.forEach(published::put);
        if (key.isEmpty() && natural != null && !published.isDoubtful()) {
            published = Scope.doubtful(name);
        }
        return published;
    }

    /** Versions are told apart by time. */
    private static void checkHistory(Section section, @Nullable Field latest) {
        Declared by =
                section.require("latest_by", "scd 2 keeps versions, by the date or timestamp since when each holds");
        if (by != null) {
            ColumnTypes.time(latest, by, "scd 2 tells versions apart by a date or timestamp");
        }
    }

    private static void checkHistoryNames(DimensionModel model, Declared at) {
        List<String> ours = List.of(
                model.durableKeyColumn(),
                DimensionModel.VALID_FROM,
                DimensionModel.VALID_TO,
                DimensionModel.IS_CURRENT,
                DimensionModel.ROW_HASH);
        Stream.concat(
                        model.naturalKeyColumns().stream(),
                        model.columns().stream().map(ColumnModel::name))
                .filter(column -> ours.stream().anyMatch(column::equalsIgnoreCase))
                .forEach(column -> at.mistake(
                        "\"" + column + "\" is a column that scd 2 adds to the dimension; rename the column"));
    }

    /** Only marts can be dynamic tables or incremental. */
    private static Map<String, Materialization> tableOrView() {
        Map<String, Materialization> words = Scalars.words(Materialization.class);
        words.remove("dynamic_table");
        words.remove("incremental");
        return words;
    }

    static Materialization materialized(Section section) {
        return section.choice("materialized", MATERIALIZED, Materialization.TABLE);
    }

    private static String keyColumn(String name, Section section) {
        String fallback = Names.singular(name).toLowerCase(Locale.ROOT) + "_key";
        Declared declared = section.find("key");
        String key = declared == null ? null : declared.text("the name of the surrogate key, e.g. " + fallback);
        return declared == null || key == null || !Names.check(key, declared, "column") ? fallback : key;
    }

    private static void checkNames(
            ColumnsDeclaration columns, String keyColumn, List<Field> key, @Nullable Declared at) {
        if (at == null || columns.derived().isDoubtful()) {
            return;
        }
        for (String column : columns.derived().names()) {
            if (column.equalsIgnoreCase(keyColumn)) {
                at.mistake("\"" + column + "\" is the name of the dimension's surrogate key; rename the column, or"
                        + " give the key another name with key: …");
            }
            if (key.stream().anyMatch(part -> column.equalsIgnoreCase(part.name()))) {
                at.mistake("\"" + column + "\" is the natural key and always a column; leave it out of columns");
            }
        }
    }

    /** The date dimension, or {@code null} when it is at fault. */
    public static @Nullable DateDimensionModel readCalendar(String name, Section section, StarTables star) {
        star.putCalendar(name);
        return CalendarDeclaration.read(name, section, materialized(section));
    }
}
