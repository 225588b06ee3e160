package dev.starbeam.model.loading.source;

import dev.starbeam.model.loading.column.Scope;
import dev.starbeam.model.loading.column.Tables;
import dev.starbeam.model.loading.yaml.Entry;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import dev.starbeam.model.source.SourceModel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One declared source, of whatever kind. */
public final class SourceDeclaration {
    private final SourceCatalog catalog;
    private final Locations locations;
    private final DeclaredSources declared;

    /** Notes what each source declares in {@code declared}. */
    public SourceDeclaration(SourceCatalog catalog, Locations locations, DeclaredSources declared) {
        this.catalog = catalog;
        this.locations = locations;
        this.declared = declared;
    }

    /** The source, or {@code null} when it is at fault; its columns go to {@code tables} either way. */
    @Nullable
    public SourceModel read(Entry entry, Tables tables) {
        String name = entry.name();
        entry.hasValidName("source");
        tables.putSource(Scope.doubtful(name));
        Section section = entry.value().section("source " + name, keys());
        if (section == null) {
            return null;
        }
        SourceModel source = section.has("jdbc")
                ? new TableDeclaration(name, section, catalog).read()
                : new FilesDeclaration(name, section, catalog, locations).read(declared);
        if (source != null) {
            tables.putSource(Scope.of(name, source.schema().fields()));
            declared.putLocation(name, source.location());
        }
        if (section.has("jdbc") || section.has("columns")) {
            declared.putColumns(name);
        }
        return source;
    }

    /** Each format has its options under its own name. */
    private Set<String> keys() {
        Set<String> keys = Vocabulary.SOURCE.names();
        catalog.formats().forEach(format -> keys.add(format.name()));
        return keys;
    }
}
