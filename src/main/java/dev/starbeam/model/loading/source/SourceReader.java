package dev.starbeam.model.loading.source;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.CsvFormat;
import dev.starbeam.model.HeaderPolicy;
import dev.starbeam.model.JdbcModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.SourceModel;
import dev.starbeam.model.loading.column.Scope;
import dev.starbeam.model.loading.column.Tables;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Entry;
import dev.starbeam.model.loading.yaml.PlacedText;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import dev.starbeam.words.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one source, and asks its files, or its database, for their columns. */
public final class SourceReader {
    private static final Map<String, HeaderPolicy.Missing> MISSING = Scalars.words(HeaderPolicy.Missing.class);
    private static final Map<String, HeaderPolicy.Extra> EXTRA = Scalars.words(HeaderPolicy.Extra.class);
    private static final Map<String, Boolean> READ = new TreeMap<>(Map.of("all_files", false, "new_files", true));
    private static final Set<String> PLANNED = Set.of("jsonl", "parquet", "avro");

    private static final List<String> ONLY_FILES =
            List.of("location", "format", "csv", "header", "freshness", "read", "raw");

    private final SourceHeaders headers;
    private final Locations locations;
    private final Map<String, String> declaredLocations;

    /** Notes each source's location as declared in {@code declaredLocations}. */
    public SourceReader(SourceHeaders headers, Locations locations, Map<String, String> declaredLocations) {
        this.headers = headers;
        this.locations = locations;
        this.declaredLocations = declaredLocations;
    }

    /** The source, or {@code null} when it is at fault; its columns go to {@code tables} either way. */
    @Nullable
    public SourceModel read(Entry entry, Tables tables) {
        entry.hasValidName("source");
        tables.putSource(Scope.doubtful(entry.name()));
        Section section = entry.value().section("source " + entry.name(), Vocabulary.SOURCE);
        if (section == null) {
            return null;
        }
        if (section.has("jdbc")) {
            return database(entry.name(), section, tables);
        }
        checkFormat(section);
        Declared freshness = section.find("freshness");
        if (freshness != null) {
            freshness.mistake("freshness is not supported yet; leave it out");
        }
        CsvFormat csv = csv(section);
        HeaderPolicy policy = header(section);
        Declared at = section.require("location", "the files to read, a path or URI; globs allowed");
        PlacedText location = at == null ? null : at.placedText("a path or URI");
        if (at == null || location == null || csv == null) {
            return null;
        }
        Schema schema = schema(section, at, locations.resolve(location.value()), csv);
        if (schema == null) {
            return null;
        }
        tables.putSource(Scope.of(entry.name(), schema.fields()));
        declaredLocations.put(entry.name(), location.value());
        boolean newFilesOnly = section.choice("read", READ, false);
        return new SourceModel(
                entry.name(),
                locations.resolve(location.value()),
                csv,
                policy,
                schema,
                null,
                newFilesOnly,
                landed(section, schema));
    }

    private @Nullable SourceModel database(String name, Section section, Tables tables) {
        for (String key : ONLY_FILES) {
            Declared other = section.find(key);
            if (other != null) {
                other.mistake(
                        "\"" + key + "\" is for files, and " + section.owner() + " reads a database; leave it out");
            }
        }
        Declared at = section.require("jdbc", "the database to read");
        if (at != null && !at.isMap()) {
            at.mistake("expected a map with keys " + NearestName.list(Vocabulary.JDBC.names()));
        }
        Section declared = at == null || !at.isMap() ? null : at.section("jdbc of " + name, Vocabulary.JDBC);
        JdbcModel jdbc = declared == null ? null : new JdbcReader(name, declared).read();
        if (declared == null || jdbc == null) {
            return null;
        }
        Schema schema = schema(section, declared, jdbc);
        if (schema == null) {
            return null;
        }
        tables.putSource(Scope.of(name, schema.fields()));
        declaredLocations.put(name, jdbc.location());
        return SourceModel.database(name, jdbc, schema);
    }

    private @Nullable Schema schema(Section section, Section declared, JdbcModel jdbc) {
        Declared columns = section.find("columns");
        Schema schema = columns == null ? asked(declared, jdbc) : declaredSchema(columns);
        Declared key = declared.find("partition_by");
        boolean known = schema == null
                || key == null
                || schema.names().stream().anyMatch(name -> name.equalsIgnoreCase(jdbc.partitionBy()));
        if (schema != null && key != null && !known) {
            key.mistake("unknown column \"" + jdbc.partitionBy() + "\" in " + section.owner()
                    + NearestName.hint(String.valueOf(jdbc.partitionBy()), schema.names()));
        }
        return known ? schema : null;
    }

    private @Nullable Schema asked(Section declared, JdbcModel jdbc) {
        try {
            return textSchema(headers.read(jdbc), declared.self(), "the database");
        } catch (UnreadableSourceException e) {
            declared.mistake(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static boolean landed(Section section, Schema schema) {
        Declared declared = section.find("raw");
        Section raw = declared == null ? null : declared.section("raw", Vocabulary.RAW);
        Declared land = raw == null ? null : raw.find("land");
        if (land == null) {
            return false;
        }
        boolean landed = Boolean.TRUE.equals(Scalars.flag(land, "land"));
        if (landed && schema.contains(Provenance.BATCH_ID)) {
            land.mistake(
                    "a source with a column \"" + Provenance.BATCH_ID + "\" can't land: raw tables have their own");
        }
        return landed;
    }

    private static void checkFormat(Section section) {
        Declared declared = section.find("format");
        String format = declared == null ? "csv" : declared.text("csv");
        if (declared != null && format != null && !format.equals("csv")) {
            String known = PLANNED.contains(format) ? " is not supported yet" : " is unknown";
            declared.mistake("format \"" + format + "\"" + known + "; expected csv");
        }
    }

    private static @Nullable CsvFormat csv(Section section) {
        Declared declared = section.find("csv");
        if (declared == null) {
            return CsvFormat.RFC_4180;
        }
        Section csv = declared.section("csv", Vocabulary.CSV);
        return csv == null ? null : new CsvReader(csv).read();
    }

    private static HeaderPolicy header(Section section) {
        Declared declared = section.find("header");
        Section header = declared == null ? null : declared.section("header", Vocabulary.HEADER);
        if (header == null) {
            return HeaderPolicy.DEFAULT;
        }
        return new HeaderPolicy(
                header.choice("missing", MISSING, HeaderPolicy.DEFAULT.missing()),
                header.choice("extra", EXTRA, HeaderPolicy.DEFAULT.extra()));
    }

    private @Nullable Schema schema(Section section, Declared at, String location, CsvFormat csv) {
        List<String> found;
        try {
            found = headers.read(location, csv);
        } catch (UnreadableSourceException e) {
            at.mistake(e.getMessage() + locations.searched(location));
            return null;
        }
        Declared columns = section.find("columns");
        if (columns != null) {
            return declaredSchema(columns);
        }
        if (!csv.hasHeader()) {
            section.mistake(section.owner() + " needs \"columns\": its files have no header that names them");
            return null;
        }
        return textSchema(found, at, "the header");
    }

    private static @Nullable Schema declaredSchema(Declared columns) {
        List<String> names = new ArrayList<>();
        boolean complete = columns.isList();
        for (Declared item : columns.items("a list of column names")) {
            String name = item.text("the name of a column");
            complete &= name != null;
            names.add(name == null ? "" : name);
        }
        return complete ? textSchema(names, columns, "columns") : null;
    }

    private static @Nullable Schema textSchema(List<String> names, Declared at, String where) {
        Set<String> seen = new HashSet<>();
        Set<String> faults = new TreeSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                faults.add(where + " names the column \"" + name + "\" twice");
            }
            if (name.startsWith("_source_") || name.equals("_raw")) {
                faults.add(where + " names a column \"" + name + "\", which is reserved for where a row came from");
            }
        }
        faults.forEach(at::mistake);
        return faults.isEmpty()
                ? Schema.of(names.stream()
                        .map(name -> new Field(name, ColumnType.TEXT))
                        .toList())
                : null;
    }
}
