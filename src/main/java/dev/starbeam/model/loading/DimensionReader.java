package dev.starbeam.model.loading;

import dev.starbeam.batch.Field;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.Materialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one dimension built from a staged entity. */
final class DimensionReader {
    private static final Map<String, Materialization> MATERIALIZED = tableOrView();

    private final ExpressionReader expressions;
    private final Tables tables;

    DimensionReader(Mistakes mistakes, Tables tables) {
        this.expressions = ExpressionReader.modelling(mistakes);
        this.tables = tables;
    }

    /** The dimension, or {@code null} when it is at fault. */
    @Nullable
    DimensionModel read(String name, Section section, StarTables star) {
        Scope staged = tables.staged(section.require("from", "the staged entity it is built from"));
        Declared natural = section.require("natural_key", "the column that identifies a member");
        Scope from = staged == null ? Scope.doubtful(name) : staged;
        String keyColumn = keyColumn(name, section);
        Field key = natural == null ? null : ColumnTypes.key(from.resolve(natural), natural);
        Field latest = latestBy(section, from);
        checkScd(section);
        Scope scope = from.copyFor(from.owner());
        List<LookupModel> lookups = LookupsReader.read(section, tables, scope);
        ColumnsReader columns = new ColumnsReader(expressions, name, scope);
        Declared declared = section.find("columns");
        if (declared != null) {
            columns.readListOrMap(declared);
        }
        checkNames(columns, keyColumn, key, declared);
        Scope published = columns.derived().copyFor(name);
        if (key != null) {
            published.put(key);
        } else if (natural != null && !published.isDoubtful()) {
            published = Scope.doubtful(name);
        }
        star.putDimension(new StarTables.Dimension(name, keyColumn, key), published);
        return key == null
                ? null
                : new DimensionModel(
                        name,
                        keyColumn,
                        from.owner(),
                        lookups,
                        key.name(),
                        key,
                        latest == null ? null : latest.name(),
                        columns.columns(),
                        1,
                        materialized(section),
                        section.text("description", ""));
    }

    /** Only marts can be dynamic tables. */
    private static Map<String, Materialization> tableOrView() {
        Map<String, Materialization> words = Scalars.words(Materialization.class);
        words.remove("dynamic_table");
        return words;
    }

    static Materialization materialized(Section section) {
        return section.choice("materialized", MATERIALIZED, Materialization.TABLE);
    }

    private static @Nullable Field latestBy(Section section, Scope from) {
        Declared declared = section.find("latest_by");
        return declared == null ? null : ColumnTypes.ordered(from.resolve(declared), declared);
    }

    private static String keyColumn(String name, Section section) {
        String fallback = Names.singular(name).toLowerCase(Locale.ROOT) + "_key";
        Declared declared = section.find("key");
        String key = declared == null ? null : declared.text("the name of the surrogate key, e.g. " + fallback);
        return declared == null || key == null || !Names.check(key, declared, "column") ? fallback : key;
    }

    private static void checkScd(Section section) {
        Declared scd = section.find("scd");
        String type = scd == null ? "1" : scd.text("1");
        if (scd != null && type != null && !type.equals("1")) {
            scd.mistake(
                    type.equals("2")
                            ? "scd 2 (history) comes with incremental loads and is not supported yet; expected 1"
                            : "unknown scd \"" + type + "\"; expected 1: the latest row wins");
        }
    }

    private static void checkNames(
            ColumnsReader columns, String keyColumn, @Nullable Field key, @Nullable Declared at) {
        if (at == null || columns.derived().isDoubtful()) {
            return;
        }
        for (String column : columns.derived().names()) {
            if (column.equalsIgnoreCase(keyColumn)) {
                at.mistake("\"" + column + "\" is the name of the dimension's surrogate key; rename the column, or"
                        + " give the key another name with key: …");
            }
            if (key != null && column.equalsIgnoreCase(key.name())) {
                at.mistake("\"" + column + "\" is the natural key and always a column; leave it out of columns");
            }
        }
    }

    /** The date dimension, or {@code null} when it is at fault. */
    static @Nullable DateDimensionModel readCalendar(String name, Section section, StarTables star) {
        star.putCalendar(name);
        return CalendarReader.read(name, section, materialized(section));
    }
}
