package dev.starbeam.model.loading.star;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.FilterModel;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.loading.column.ColumnTypes;
import dev.starbeam.model.loading.column.ColumnsDeclaration;
import dev.starbeam.model.loading.column.DeclaredExpressions;
import dev.starbeam.model.loading.column.FiltersDeclaration;
import dev.starbeam.model.loading.column.Scope;
import dev.starbeam.model.loading.column.Tables;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Entry;
import dev.starbeam.model.loading.yaml.Mistakes;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one fact table. */
public final class FactDeclaration {
    private static final List<Field> PLACE = List.of(
            new Field(Provenance.SOURCE_FILE, ColumnType.TEXT), new Field(Provenance.SOURCE_OFFSET, ColumnType.BIGINT));

    private final DeclaredExpressions expressions;
    private final Tables tables;

    public FactDeclaration(Mistakes mistakes, Tables tables) {
        this.expressions = DeclaredExpressions.modelling(mistakes);
        this.tables = tables;
    }

    /** The fact, or {@code null} when it is at fault; what checks need of it goes to {@code star} either way. */
    @Nullable
    public FactModel read(Entry entry, StarTables star) {
        String name = entry.name();
        tables.claim(entry, "fact");
        star.putFact(name, new StarTables.Judged(Scope.doubtful(name), List.of(), List.of(), true, true));
        Section section = entry.value().section("fact " + name, Vocabulary.FACT);
        if (section == null) {
            return null;
        }
        tables.losses().readRejected(name, section);
        Scope from = tables.staged(section.require("from", "the staged entity that has its grain"));
        Declared declaredGrain = section.require("grain", "the columns that together identify a row");
        Scope scope = from == null ? Scope.doubtful(name) : from.copyFor(from.owner());
        List<LookupModel> lookups = LookupsDeclaration.read(section, tables, scope);
        ColumnsDeclaration columns = columns(section, name, scope);
        Scope published = columns.derived();
        tables.losses().readUnparsable(name, section, published);
        List<Field> grain =
                declaredGrain == null ? List.of() : grain(declaredGrain.items("a list of columns"), published);
        if (declaredGrain != null
                && declaredGrain.isList()
                && declaredGrain.items("").isEmpty()) {
            declaredGrain.mistake("grain is empty; expected the columns that together identify a row");
        }
        Field latest = from == null ? null : tables.latestBy(from);
        String version = from == null || latest == null ? null : columns.version(latest, from, section.self());
        boolean deletes = from != null && readTombstone(section, from, latest, columns);
        List<ReferenceModel> references = new ReferencesDeclaration(star, published, scope).read(section);
        List<FilterModel> filters = FiltersDeclaration.read(section, expressions, published);
        List<String> key = ColumnTypes.names(grain);
        star.putFact(name, new StarTables.Judged(published, key, references, true, latest != null));
        return from == null
                ? null
                : new FactModel(
                        name,
                        from.owner(),
                        lookups,
                        key,
                        columns.columns(),
                        version,
                        deletes,
                        withdraws(section),
                        references,
                        filters,
                        DimensionDeclaration.materialized(section),
                        section.text("description", ""));
    }

    /** Columns of the fact; and the row's place, where nothing else tells two rows apart. */
    private static List<Field> grain(List<Declared> items, Scope published) {
        List<Field> place = new ArrayList<>();
        List<Declared> others = new ArrayList<>();
        for (Declared item : items) {
            String name = item.text("the name of a column");
            PLACE.stream()
                    .filter(field -> field.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(place::add, () -> others.add(item));
        }
        List<Field> grain = new ArrayList<>(published.resolveAll(others));
        grain.addAll(place.stream().distinct().toList());
        return grain;
    }

    /** Whether rows may delete published ones. */
    private static boolean readTombstone(
            Section section, Scope from, @Nullable Field latest, ColumnsDeclaration columns) {
        Declared declared = section.find("tombstone");
        Field column = declared == null ? null : from.resolve(declared);
        if (declared == null || column == null) {
            return false;
        }
        if (!column.type().equals(ColumnType.BOOLEAN)) {
            declared.mistake("a tombstone must be boolean, true where the row deletes the published one, \""
                    + column.name() + "\" is " + column.type());
            return false;
        }
        if (latest == null) {
            declared.mistake("a tombstone deletes what is older, so " + from.owner()
                    + " must say which row is newer: deduplicate: {keys: […], latest_by: …}");
            return false;
        }
        columns.addHidden(Provenance.DELETED, column, from, declared);
        return true;
    }

    private static boolean withdraws(Section section) {
        Declared declared = section.find("withdraw");
        return declared == null || !Boolean.FALSE.equals(Scalars.flag(declared, "withdraw"));
    }

    private ColumnsDeclaration columns(Section section, String name, Scope scope) {
        ColumnsDeclaration columns = new ColumnsDeclaration(expressions, name, scope);
        Declared declared = section.find("columns");
        if (declared != null) {
            columns.readListOrMap(declared);
        } else if (!scope.isDoubtful()) {
            columns.readAll(section.self());
        }
        return columns;
    }
}
