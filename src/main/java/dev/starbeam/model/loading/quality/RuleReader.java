package dev.starbeam.model.loading.quality;

import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.batch.Field;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.check.CheckModel.AcceptedValues;
import dev.starbeam.model.check.CheckModel.Iqr;
import dev.starbeam.model.check.CheckModel.NonNegative;
import dev.starbeam.model.check.CheckModel.NullRate;
import dev.starbeam.model.check.CheckModel.Range;
import dev.starbeam.model.check.CheckModel.References;
import dev.starbeam.model.check.CheckModel.RowCount;
import dev.starbeam.model.check.CheckModel.Rule;
import dev.starbeam.model.check.CheckModel.Unique;
import dev.starbeam.model.check.CheckModel.ZScore;
import dev.starbeam.model.loading.column.ColumnTypes;
import dev.starbeam.model.loading.star.StarTables;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Literals;
import dev.starbeam.model.loading.yaml.NearestName;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what one check judges. Each method answers {@code null} when something of it is at fault and reported. */
final class RuleReader {
    private static final BigDecimal LARGEST = new BigDecimal("1e9");
    private static final BigDecimal SMALLEST = new BigDecimal("1e-9");
    private static final Map<String, Boolean> DEVIATION = new TreeMap<>(Map.of("sample", false, "population", true));

    private final Section check;
    private final StarTables.Judged table;

    RuleReader(Section check, StarTables.Judged table) {
        this.check = check;
        this.table = table;
    }

    @Nullable
    Rule read(CheckKind kind) {
        return switch (kind) {
            case IQR -> iqr();
            case ZSCORE -> zscore();
            case REFERENCES -> references();
            case NULL_RATE -> nullRate();
            case NON_NEGATIVE -> nonNegative();
            case UNIQUE -> unique();
            case ACCEPTED_VALUES -> acceptedValues();
            case RANGE -> range();
            case ROW_COUNT -> rowCount();
        };
    }

    private @Nullable Rule iqr() {
        Field column = numeric("iqr");
        BigDecimal factor = positive("factor", new BigDecimal("1.5"));
        return column == null ? null : new Iqr(column.name(), factor);
    }

    private @Nullable Rule zscore() {
        Field column = numeric("zscore");
        Declared by = check.find("by");
        Field key = by == null ? null : table.scope().resolve(by);
        BigDecimal threshold = positive("threshold", BigDecimal.valueOf(3));
        boolean population = check.choice("deviation", DEVIATION, false);
        return column == null || (by != null && key == null)
                ? null
                : new ZScore(column.name(), key == null ? null : key.name(), threshold, population);
    }

    private @Nullable Rule references() {
        if (table.references().isEmpty() && !table.scope().isDoubtful()) {
            check.mistake(table.scope().owner() + " declares no references to check");
            return null;
        }
        List<String> known =
                table.references().stream().map(ReferenceModel::column).toList();
        List<String> columns = new ArrayList<>();
        for (Declared item : check.items("columns", "a list of columns")) {
            String name = item.text("the name of a column");
            if (name != null && !known.contains(name) && !table.scope().isDoubtful()) {
                item.mistake(
                        "\"" + name + "\" is no reference of " + table.scope().owner() + NearestName.hint(name, known));
            } else if (name != null) {
                columns.add(name);
            }
        }
        return new References(List.copyOf(columns));
    }

    private @Nullable Rule nullRate() {
        Field column = column();
        Declared max = check.require("max", "the greatest share of NULLs that passes, 0 to 1");
        BigDecimal rate = max == null ? null : share(max);
        return column == null || rate == null ? null : new NullRate(column.name(), rate);
    }

    private @Nullable Rule nonNegative() {
        Field column = numeric("non_negative");
        return column == null ? null : new NonNegative(column.name());
    }

    /** Without columns, what identifies a row: a fact's grain, a dimension's natural key. */
    private @Nullable Rule unique() {
        Declared declared = check.find("columns");
        List<String> columns = declared == null
                ? table.key()
                : ColumnTypes.names(table.scope().resolveAll(declared.items("a list of columns")));
        return columns.isEmpty() ? null : new Unique(columns);
    }

    private @Nullable Rule acceptedValues() {
        Field column = column();
        Declared declared = check.require("values", "the list of values that pass");
        if (declared == null) {
            return null;
        }
        List<String> values = new ArrayList<>();
        for (Declared item : declared.items("a list of values")) {
            String value = item.text("a value");
            if (value != null && (column == null || Literals.check(value, column, item))) {
                values.add(value);
            }
        }
        if (declared.isList() && declared.items("").isEmpty()) {
            declared.mistake("values is empty; no row could pass");
        }
        return column == null ? null : new AcceptedValues(column.name(), List.copyOf(values));
    }

    private @Nullable Rule range() {
        Field column = column();
        if (!check.has("min") && !check.has("max")) {
            check.mistake("check range needs \"min\", \"max\" or both");
        }
        if (column == null) {
            return null;
        }
        if (column.type().kind() == Kind.TEXT || column.type().kind() == Kind.BOOLEAN) {
            check.mistake(
                    "check range needs a number, date or timestamp, \"" + column.name() + "\" is " + column.type());
            return null;
        }
        String min = bound("min", column);
        String max = bound("max", column);
        if (min != null && max != null && Literals.compare(min, max, column) > 0) {
            check.mistake("min (" + min + ") is greater than max (" + max + "); no row could pass");
        }
        return new Range(column.name(), min, max);
    }

    private @Nullable String bound(String key, Field column) {
        Declared declared = check.find(key);
        String literal = declared == null ? null : declared.text("a literal of type " + column.type());
        return declared == null || literal == null || !Literals.check(literal, column, declared) ? null : literal;
    }

    private @Nullable Rule rowCount() {
        if (!check.has("min") && !check.has("max")) {
            check.mistake("check row_count needs \"min\", \"max\" or both");
        }
        Long min = count("min");
        Long max = count("max");
        if (min != null && max != null && min > max) {
            check.mistake("min (" + min + ") is greater than max (" + max + "); no table could pass");
        }
        return new RowCount(min, max);
    }

    private @Nullable Long count(String key) {
        Declared declared = check.find(key);
        return declared == null ? null : Scalars.wholeNumber(declared, "a number of rows", 0, Long.MAX_VALUE);
    }

    private @Nullable Field column() {
        Declared declared = check.require("column", "the column it judges");
        return declared == null ? null : table.scope().resolve(declared);
    }

    private @Nullable Field numeric(String kind) {
        Field column = column();
        if (column != null && !column.type().isNumeric()) {
            Objects.requireNonNull(check.find("column"))
                    .mistake("check " + kind + " needs a number, \"" + column.name() + "\" is " + column.type());
            return null;
        }
        return column;
    }

    private BigDecimal positive(String key, BigDecimal fallback) {
        Declared declared = check.find(key);
        BigDecimal number = declared == null ? null : Scalars.decimal(declared, "a positive number", SMALLEST, LARGEST);
        return number == null ? fallback : number;
    }

    static @Nullable BigDecimal share(Declared declared) {
        return Scalars.decimal(declared, "a share from 0 to 1", BigDecimal.ZERO, BigDecimal.ONE);
    }
}
