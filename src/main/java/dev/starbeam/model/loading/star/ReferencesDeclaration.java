package dev.starbeam.model.loading.star;

import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.batch.Field;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.ReferenceModel.OnOrphan;
import dev.starbeam.model.loading.column.ColumnTypes;
import dev.starbeam.model.loading.column.Scope;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Entry;
import dev.starbeam.model.loading.yaml.Names;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import dev.starbeam.words.Counted;
import dev.starbeam.words.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a fact's references: a map of column to dimension. */
final class ReferencesDeclaration {
    private static final Map<String, OnOrphan> ON_ORPHAN = Scalars.words(OnOrphan.class);

    private final StarTables star;
    private final Scope fact;
    private final Scope scope;
    private final Set<String> keyColumns = new HashSet<>();
    private final Map<String, Declared> untimed = new HashMap<>();

    /**
     * For one fact.
     *
     * @param fact the columns it publishes
     * @param scope the columns it could publish
     */
    ReferencesDeclaration(StarTables star, Scope fact, Scope scope) {
        this.star = star;
        this.fact = fact;
        this.scope = scope;
    }

    List<ReferenceModel> read(Section section) {
        Declared declared = section.find("references");
        List<ReferenceModel> references = new ArrayList<>();
        if (declared != null) {
            for (Entry entry : declared.entries("a map of column to dimension")) {
                ReferenceModel reference = readReference(entry);
                if (reference != null) {
                    references.add(reference);
                }
            }
        }
        return withTimes(references);
    }

    /** Where no time is declared to look at a dimension with history, it is that of the fact's only date. */
    private List<ReferenceModel> withTimes(List<ReferenceModel> references) {
        List<String> dates = references.stream()
                .filter(reference -> star.isCalendar(reference.dimension()))
                .map(ReferenceModel::column)
                .toList();
        List<ReferenceModel> complete = new ArrayList<>();
        for (ReferenceModel reference : references) {
            Declared at = untimed.get(reference.keyColumn());
            if (at == null) {
                complete.add(reference);
            } else if (dates.size() == 1) {
                complete.add(asOf(dates.get(0), reference));
            } else {
                at.mistake(reference.dimension() + " has history, so the reference needs the column that says when: "
                        + reference.column() + ": {dimension: " + reference.dimension()
                        + ", as_of: …}; it may be left out only where one column refers to a calendar, here "
                        + (dates.isEmpty() ? "none does" : dates + " do"));
            }
        }
        return List.copyOf(complete);
    }

    private static ReferenceModel asOf(String column, ReferenceModel of) {
        return new ReferenceModel(of.columns(), of.dimension(), of.keyColumn(), column, of.onOrphan());
    }

    private @Nullable ReferenceModel readReference(Entry entry) {
        Declared dimension = entry.value();
        Section section = null;
        if (dimension.isMap()) {
            section = dimension.section("reference " + entry.name(), Vocabulary.REFERENCE);
            dimension = section == null ? null : section.require("dimension", "what the column refers to");
        }
        Declared on = section == null ? null : section.find("on");
        List<Field> columns = on == null ? column(entry.name(), entry.key()) : columns(on);
        String name = dimension == null ? null : dimension.text("the name of a dimension");
        if (dimension == null || name == null || !isKnown(name, dimension)) {
            return null;
        }
        String keyColumn = keyColumn(entry, name, section);
        OnOrphan policy = section == null
                ? OnOrphan.UNKNOWN_MEMBER
                : section.choice("on_orphan", ON_ORPHAN, OnOrphan.UNKNOWN_MEMBER);
        if (columns.isEmpty()) {
            return null;
        }
        checkTypes(columns, name, on == null ? entry.key() : on);
        return new ReferenceModel(
                ColumnTypes.names(columns), name, keyColumn, asOf(entry, name, keyColumn, section), policy);
    }

    private @Nullable String asOf(Entry entry, String name, String keyColumn, @Nullable Section section) {
        StarTables.Dimension dimension = star.dimension(name);
        boolean hasHistory = dimension != null && dimension.version() != null;
        Declared declared = section == null ? null : section.find("as_of");
        if (declared == null) {
            if (hasHistory) {
                untimed.put(keyColumn, entry.key());
            }
            return null;
        }
        if (dimension == null || !dimension.naturalKey().isEmpty() && !hasHistory) {
            declared.mistake("as_of chooses a version, and " + name + " has none; leave it out, or declare scd: 2");
            return null;
        }
        Field time = ColumnTypes.time(fact.resolve(declared), declared, "as_of must be a date or timestamp");
        return time == null ? null : time.name();
    }

    /** None when one of them is at fault. */
    private List<Field> columns(Declared on) {
        List<Field> columns = new ArrayList<>();
        List<Declared> declared = on.items("a list of columns, as many as the natural key has");
        for (Declared item : declared) {
            String name = item.text("the name of a column");
            columns.addAll(name == null ? List.of() : column(name, item));
        }
        return columns.size() == declared.size() ? columns : List.of();
    }

    private List<Field> column(String name, Declared at) {
        if (!fact.contains(name) && scope.contains(name)) {
            at.mistake("column \"" + name + "\" is in " + scope.owner() + " but not in " + fact.owner()
                    + ", which keeps its natural keys; add it to columns");
            return List.of();
        }
        Field field = fact.resolve(name, at);
        return field == null ? List.of() : List.of(field);
    }

    private boolean isKnown(String name, Declared at) {
        List<String> known = star.dimensionNames();
        if (!known.contains(name)) {
            at.mistake("unknown dimension \"" + name + "\"" + NearestName.hint(name, known));
        }
        return known.contains(name);
    }

    private String keyColumn(Entry entry, String name, @Nullable Section section) {
        StarTables.Dimension dimension = star.dimension(name);
        String keyColumn = dimension == null ? Names.dateKey(entry.name()) : dimension.keyColumn();
        Declared declared = section == null ? null : section.find("key");
        String own = declared == null ? null : declared.text("the name of the surrogate key in the fact");
        if (declared != null && own != null && Names.check(own, declared, "column")) {
            keyColumn = own;
        }
        if (!keyColumns.add(keyColumn.toLowerCase(Locale.ROOT))) {
            entry.key()
                    .mistake("two references would both make the column \"" + keyColumn + "\"; name this one: "
                            + entry.name() + ": {dimension: " + name + ", key: …}");
        } else if (!fact.isDoubtful() && fact.names().stream().anyMatch(keyColumn::equalsIgnoreCase)) {
            entry.key()
                    .mistake("the reference would make a second column \"" + keyColumn + "\" in " + fact.owner()
                            + "; rename the column, or name the key: " + entry.name() + ": {dimension: " + name
                            + ", key: …}");
        }
        return keyColumn;
    }

    private void checkTypes(List<Field> columns, String name, Declared at) {
        StarTables.Dimension dimension = star.dimension(name);
        if (dimension == null) {
            checkTime(columns, name, at);
            return;
        }
        List<Field> key = dimension.naturalKey();
        if (!key.isEmpty() && key.size() != columns.size()) {
            at.mistake(name + " has the natural key " + ColumnTypes.names(key) + ", so the reference needs "
                    + Counted.of(key.size(), "column") + ": {dimension: " + name + ", on: […]}");
            return;
        }
        checkOrder(ColumnTypes.names(columns), ColumnTypes.names(key), name, at);
        for (int i = 0; i < key.size(); i++) {
            checkType(columns.get(i), key.get(i), name, at);
        }
    }

    private static void checkType(Field column, Field natural, String name, Declared at) {
        if (!natural.type().equals(column.type())) {
            at.mistake("\"" + column.name() + "\" is " + column.type() + ", the natural key \"" + natural.name()
                    + "\" of " + name + " is " + natural.type() + "; stage both with one type");
        }
    }

    /** The same names in another order are more likely a slip than meant. */
    private static void checkOrder(List<String> columns, List<String> key, String name, Declared at) {
        if (!columns.equals(key) && Set.copyOf(columns).equals(Set.copyOf(key))) {
            at.mistake("columns are compared in the order of the natural key of " + name + ": on: " + key);
        }
    }

    private static void checkTime(List<Field> columns, String name, Declared at) {
        Field column = columns.get(0);
        Kind kind = column.type().kind();
        if (columns.size() > 1) {
            at.mistake("the calendar " + name + " is referred to by one column");
        } else if (kind != Kind.DATE && kind != Kind.TIMESTAMP) {
            at.mistake("a reference to the calendar " + name + " must be a date or timestamp, \"" + column.name()
                    + "\" is " + column.type());
        }
    }
}
