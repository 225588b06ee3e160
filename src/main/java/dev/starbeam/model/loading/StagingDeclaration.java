package dev.starbeam.model.loading;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.Deduplication;
import dev.starbeam.model.FilterModel;
import dev.starbeam.model.StagingModel;
import dev.starbeam.model.loading.column.ColumnTypes;
import dev.starbeam.model.loading.column.ColumnsDeclaration;
import dev.starbeam.model.loading.column.DeclaredExpressions;
import dev.starbeam.model.loading.column.FiltersDeclaration;
import dev.starbeam.model.loading.column.Scope;
import dev.starbeam.model.loading.column.Tables;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Entry;
import dev.starbeam.model.loading.yaml.Mistakes;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one staged entity. */
final class StagingDeclaration {
    private final DeclaredExpressions expressions;

    StagingDeclaration(Mistakes mistakes) {
        this.expressions = DeclaredExpressions.staging(mistakes);
    }

    /** The entity, or {@code null} when it is at fault; its columns go to {@code tables} either way. */
    @Nullable
    StagingModel read(Entry entry, Tables tables) {
        tables.claim(entry, "staged entity");
        tables.putStaged(Scope.doubtful(entry.name()));
        Section section = entry.value().section("staged entity " + entry.name(), Vocabulary.STAGED);
        if (section == null) {
            return null;
        }
        tables.losses().readRejected(entry.name(), section);
        Scope source = tables.source(section.require("from", "the source it normalises"));
        Scope scope = source == null ? Scope.doubtful(entry.name()) : source.copyFor(source.owner());
        ColumnsDeclaration columns = new ColumnsDeclaration(expressions, entry.name(), scope);
        Declared declared = section.require("columns", "a map of column name to expression");
        if (declared == null || source == null) {
            return null;
        }
        columns.readMap(declared);
        Scope staged = columns.derived();
        tables.putStaged(staged);
        tables.losses().readUnparsable(entry.name(), section, staged);
        List<Field> required = staged.resolveAll(section.items("required", "a list of columns"));
        List<FilterModel> filters = FiltersDeclaration.read(section, expressions, staged);
        Deduplication deduplication = deduplication(section, staged);
        deduplication.rankedBy().ifPresent(by -> tables.putLatestBy(entry.name(), by));
        return new StagingModel(
                entry.name(),
                source.owner(),
                columns.columns(),
                ColumnTypes.names(required),
                filters,
                deduplication,
                interval(section, staged));
    }

    private static @Nullable String interval(Section section, Scope staged) {
        Declared declared = section.find("interval");
        Field column = declared == null ? null : staged.resolve(declared);
        if (declared == null || column == null) {
            return null;
        }
        ColumnType.Kind kind = column.type().kind();
        if (kind != ColumnType.Kind.DATE && kind != ColumnType.Kind.TIMESTAMP) {
            declared.mistake("an interval is of dates or timestamps, and " + column.name() + " is " + column.type());
            return null;
        }
        return column.name();
    }

    private static Deduplication deduplication(Section section, Scope staged) {
        Declared declared = section.find("deduplicate");
        if (declared == null) {
            return new Deduplication.None();
        }
        if (declared.isMap()) {
            return keepLatest(declared, staged);
        }
        String text = declared.text("exact, none, or {keys: […], latest_by: …}");
        if (text != null && text.equals("exact")) {
            return new Deduplication.ExactDuplicates();
        }
        if (text != null && !text.equals("none")) {
            declared.mistake(
                    "unknown deduplicate \"" + text + "\"; expected exact, none, or {keys: […], latest_by: …}");
        }
        return new Deduplication.None();
    }

    private static Deduplication keepLatest(Declared declared, Scope staged) {
        Section section = declared.section("deduplicate", Vocabulary.KEEP_LATEST);
        Declared keys = section == null ? null : section.require("keys", "the columns that equal rows share");
        Declared by = section == null ? null : section.require("latest_by", "the column whose greatest value wins");
        if (keys == null || by == null) {
            return new Deduplication.None();
        }
        List<Field> found = staged.resolveAll(keys.items("a list of columns"));
        if (keys.isList() && keys.items("").isEmpty()) {
            keys.mistake("keys is empty; expected the columns that equal rows share");
        }
        Field latest = ColumnTypes.ordered(staged.resolve(by), by);
        return latest == null
                ? new Deduplication.None()
                : new Deduplication.KeepLatest(ColumnTypes.names(found), latest.name());
    }
}
