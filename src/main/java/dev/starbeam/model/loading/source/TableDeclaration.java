package dev.starbeam.model.loading.source;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import dev.starbeam.model.source.JdbcModel;
import dev.starbeam.model.source.TableModel;
import dev.starbeam.words.NearestName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source in a database, as declared; the database is asked for columns that are not declared. */
final class TableDeclaration {
    private final String name;
    private final Section section;
    private final SourceCatalog catalog;

    TableDeclaration(String name, Section section, SourceCatalog catalog) {
        this.name = name;
        this.section = section;
        this.catalog = catalog;
    }

    /** The source, or {@code null} when it is at fault. */
    @Nullable
    TableModel read() {
        refuseWhatIsForFiles();
        Declared at = section.require("jdbc", "the database to read");
        if (at != null && !at.isMap()) {
            at.mistake("expected a map with keys " + NearestName.list(Vocabulary.JDBC.names()));
        }
        Section declared = at == null || !at.isMap() ? null : at.section("jdbc of " + name, Vocabulary.JDBC);
        JdbcModel jdbc = declared == null ? null : new JdbcDeclaration(name, declared).read();
        Schema schema = declared == null || jdbc == null ? null : schema(declared, jdbc);
        return jdbc == null || schema == null ? null : new TableModel(name, jdbc, schema);
    }

    private void refuseWhatIsForFiles() {
        List<String> keys = new ArrayList<>(Vocabulary.OF_FILES);
        catalog.formats().forEach(format -> keys.add(format.name()));
        for (String key : keys) {
            Declared other = section.find(key);
            if (other != null) {
                other.mistake(
                        "\"" + key + "\" is for files, and " + section.owner() + " reads a database; leave it out");
            }
        }
    }

    private @Nullable Schema schema(Section declared, JdbcModel jdbc) {
        Declared columns = section.find("columns");
        Schema schema =
                columns == null ? asked(declared, jdbc) : new SourceColumns(List.of(), "columns").declared(columns);
        Declared key = declared.find("partition_by");
        boolean known = schema == null
                || key == null
                || schema.names().stream().anyMatch(column -> column.equalsIgnoreCase(jdbc.partitionBy()));
        if (schema != null && key != null && !known) {
            key.mistake("unknown column \"" + jdbc.partitionBy() + "\" in " + section.owner()
                    + NearestName.hint(String.valueOf(jdbc.partitionBy()), schema.names()));
        }
        return known ? schema : null;
    }

    private @Nullable Schema asked(Section declared, JdbcModel jdbc) {
        try {
            return new SourceColumns(catalog.columns(jdbc), "the database").schema(declared.self());
        } catch (UnknownColumnsException e) {
            declared.mistake(String.valueOf(e.getMessage()));
            return null;
        }
    }
}
