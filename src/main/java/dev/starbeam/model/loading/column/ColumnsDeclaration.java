package dev.starbeam.model.loading.column;

import dev.starbeam.batch.Field;
import dev.starbeam.expression.Expression;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Entry;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a table's derived columns: a list of names, or a map of name to expression, each over those above it. */
public final class ColumnsDeclaration {
    private static final String VERSION = "_version";
    private static final String EXPECTED = "a list of columns, or a map of column name to expression";

    private final DeclaredExpressions expressions;
    private final Scope scope;
    private final Scope derived;
    private final List<ColumnModel> columns = new ArrayList<>();

    /**
     * For a table {@code owner}.
     *
     * @param scope what expressions may use; grows with each column
     */
    public ColumnsDeclaration(DeclaredExpressions expressions, String owner, Scope scope) {
        this.expressions = expressions;
        this.scope = scope;
        this.derived = scope.isDoubtful() ? Scope.doubtful(owner) : Scope.of(owner, List.of());
    }

    /** The columns read without fault. */
    public List<ColumnModel> columns() {
        return List.copyOf(columns);
    }

    /** The table's own columns. */
    public Scope derived() {
        return derived;
    }

    public void readListOrMap(Declared declared) {
        if (declared.isList()) {
            declared.items(EXPECTED).forEach(this::readName);
        } else {
            readMap(declared);
        }
    }

    public void readMap(Declared declared) {
        List<Entry> entries = declared.entries(EXPECTED);
        Set<String> later = new LinkedHashSet<>();
        entries.forEach(entry -> later.add(entry.name()));
        for (Entry entry : entries) {
            later.remove(entry.name());
            readEntry(entry, later);
        }
    }

    /** Takes over every column of the scope. */
    public void readAll(Declared at) {
        for (Field field : scope.schema().fields()) {
            add(field.name(), at);
        }
        scope.doubtfulColumns().forEach(derived::putDoubtful);
    }

    /**
     * The column that holds {@code by}; when there is none, it is added as {@code _version}, a name that makes no other
     * column ambiguous where tables are joined.
     *
     * @param from the staged columns, none of them hidden
     */
    @Nullable
    public String version(Field by, Scope from, Declared at) {
        Expression expression = expressions.column(by.name(), from, at);
        if (expression == null || derived.isDoubtful()) {
            return null;
        }
        boolean taken = derived.names().stream().anyMatch(by.name()::equalsIgnoreCase);
        Optional<ColumnModel> same = columns.stream()
                .filter(column -> !taken || column.name().equals(by.name()))
                .filter(column -> column.expression()
                        .bareColumn()
                        .filter(by.name()::equals)
                        .isPresent())
                .findFirst();
        if (same.isPresent()) {
            return same.get().name();
        }
        ColumnModel added = new ColumnModel(VERSION, expression, "");
        columns.add(taken ? 0 : columns.size(), added);
        derived.put(added.field());
        return added.name();
    }

    /** Puts a staged column before all others, where none hides it; not to be named by anyone. */
    public void addHidden(String name, Field column, Scope from, Declared at) {
        Expression expression = expressions.column(column.name(), from, at);
        if (expression != null) {
            columns.add(0, new ColumnModel(name, expression, ""));
        }
    }

    private void readName(Declared item) {
        if (item.isMap()) {
            item.mistake("expected the name of a column, found a map; to compute columns write the whole of columns"
                    + " as a map of name to expression, without hyphens");
            return;
        }
        String name = item.text("the name of a column of " + scope.owner());
        if (name == null || derived.isDoubtful()) {
            return;
        }
        if (derived.contains(name)) {
            item.mistake("\"" + name + "\" is named twice here");
        } else if (scope.resolve(name, item) != null) {
            add(name, item);
        } else {
            derived.putDoubtful(name);
        }
    }

    private void add(String name, Declared at) {
        Expression expression = expressions.column(name, scope, at);
        if (expression == null) {
            derived.putDoubtful(name);
        } else {
            columns.add(new ColumnModel(name, expression, ""));
            derived.put(new Field(name, expression.type()));
        }
    }

    private void readEntry(Entry entry, Set<String> later) {
        String name = entry.name();
        boolean valid = entry.hasValidName("column");
        Declared sql = entry.value();
        String description = "";
        if (sql.isMap()) {
            Section section = sql.section("column " + name, Vocabulary.COLUMN);
            sql = section == null ? null : section.require("expression", "what computes it");
            description = section == null ? "" : section.text("description", "");
        }
        Expression expression = sql == null ? null : expressions.read(sql, scope, later);
        if (expression == null || !valid) {
            derived.putDoubtful(name);
            scope.putDoubtful(name);
            return;
        }
        ColumnModel column = new ColumnModel(name, expression, description);
        columns.add(column);
        derived.put(column.field());
        scope.put(column);
    }
}
