package dev.starbeam.model.loading.quality;

import dev.starbeam.batch.Field;
import dev.starbeam.expression.Expression;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.loading.column.ColumnTypes;
import dev.starbeam.model.loading.column.DeclaredExpressions;
import dev.starbeam.model.loading.column.Scope;
import dev.starbeam.model.loading.star.StarTables;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Literals;
import dev.starbeam.model.loading.yaml.Mistakes;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One declared check, as its kind reads it. Methods answer {@code null}, or the fallback, when something is at fault;
 * it is reported then.
 */
public final class DeclaredRule {
    private static final BigDecimal LARGEST = new BigDecimal("1e9");
    private static final BigDecimal SMALLEST = new BigDecimal("1e-9");

    private final Section section;
    private final StarTables.Judged table;
    private final Mistakes mistakes;

    DeclaredRule(Section section, StarTables.Judged table, Mistakes mistakes) {
        this.section = section;
        this.table = table;
        this.mistakes = mistakes;
    }

    public void mistake(String message) {
        section.mistake(message);
    }

    public boolean has(String key) {
        return section.has(key);
    }

    /** What stands under a key, {@code null} when nothing does. */
    public @Nullable Declared find(String key) {
        return section.find(key);
    }

    /** What must stand under a key. */
    public @Nullable Declared require(String key, String meaning) {
        return section.require(key, meaning);
    }

    /** The items under a key; none when it is absent. */
    public List<Declared> items(String key, String expected) {
        return section.items(key, expected);
    }

    /** The judged table's columns. */
    public Scope columns() {
        return table.scope();
    }

    /** What identifies a row of it: a fact's grain, a dimension's natural key. */
    public List<String> key() {
        return table.key();
    }

    public boolean isFact() {
        return table.isFact();
    }

    /** Whether of several rows of one {@link #key} the table has the latest alone. */
    public boolean choosesLatest() {
        return table.choosesLatest();
    }

    /** Whether the column is declared by which the latest is chosen. */
    public boolean hasVersion() {
        return table.hasVersion();
    }

    public List<ReferenceModel> references() {
        return table.references();
    }

    /** The column under {@code column}. */
    public @Nullable Field column() {
        Declared declared = section.require("column", "the column it judges");
        return declared == null ? null : table.scope().resolve(declared);
    }

    /** The column under {@code column}, which holds numbers. */
    public @Nullable Field numericColumn(String kind) {
        Field column = column();
        if (column != null && !column.type().isNumeric()) {
            Objects.requireNonNull(section.find("column"))
                    .mistake("check " + kind + " needs a number, \"" + column.name() + "\" is " + column.type());
            return null;
        }
        return column;
    }

    /** The columns under a key, or {@code fallback}. */
    public List<String> columns(String key, List<String> fallback) {
        Declared declared = section.find(key);
        return declared == null
                ? fallback
                : ColumnTypes.names(table.scope().resolveAll(declared.items("a list of columns")));
    }

    /** A literal of the column's type. */
    public @Nullable String literal(String key, Field column) {
        Declared declared = section.find(key);
        String literal = declared == null ? null : declared.text("a literal of type " + column.type());
        return declared == null || literal == null || !Literals.check(literal, column, declared) ? null : literal;
    }

    public BigDecimal positive(String key, BigDecimal fallback) {
        Declared declared = section.find(key);
        BigDecimal number = declared == null ? null : Scalars.decimal(declared, "a positive number", SMALLEST, LARGEST);
        return number == null ? fallback : number;
    }

    public @Nullable Long count(String key, String expected) {
        Declared declared = section.find(key);
        return declared == null ? null : Scalars.wholeNumber(declared, expected, 0, Long.MAX_VALUE);
    }

    public <E> E choice(String key, Map<String, E> choices, E fallback) {
        return section.choice(key, choices, fallback);
    }

    /** A condition over the table's columns. */
    public @Nullable Expression condition(Declared declared) {
        return DeclaredExpressions.modelling(mistakes).readCondition(declared, table.scope());
    }

    /** A share that must be there. */
    public @Nullable BigDecimal share(String key, String meaning) {
        Declared declared = section.require(key, meaning);
        return declared == null ? null : share(declared);
    }

    static @Nullable BigDecimal share(Declared declared) {
        return Scalars.decimal(declared, "a share from 0 to 1", BigDecimal.ZERO, BigDecimal.ONE);
    }
}
