package dev.starbeam.model.loading.source;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.PlacedText;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.loading.yaml.Vocabulary;
import dev.starbeam.model.source.Compression;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.FormatOptions;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.words.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A source of files, as declared; the files are asked for their columns. */
final class FilesDeclaration {
    private static final Map<String, HeaderPolicy.Missing> MISSING = Scalars.words(HeaderPolicy.Missing.class);
    private static final Map<String, HeaderPolicy.Extra> EXTRA = Scalars.words(HeaderPolicy.Extra.class);
    private static final Map<String, Compression> COMPRESSION = Scalars.words(Compression.class);
    private static final Map<String, Boolean> REPLACE = new TreeMap<>(Map.of("none", false, "file", true));
    private static final Map<String, Boolean> READ = new TreeMap<>(Map.of("all_files", false, "new_files", true));

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})\\s*([smh])");
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L);

    private final String name;
    private final Section section;
    private final SourceCatalog catalog;
    private final Locations locations;

    FilesDeclaration(String name, Section section, SourceCatalog catalog, Locations locations) {
        this.name = name;
        this.section = section;
        this.catalog = catalog;
        this.locations = locations;
    }

    /** The source, or {@code null} when it is at fault; its location as declared goes to {@code declared}. */
    @Nullable
    FilesModel read(DeclaredSources declared) {
        Declared freshness = section.find("freshness");
        if (freshness != null) {
            freshness.mistake("freshness is not supported yet; leave it out");
        }
        FormatOptions options = options();
        HeaderPolicy policy = header();
        Compression compression = section.choice("compression", COMPRESSION, Compression.AUTO);
        Declared at = section.require("location", "the files to read, a path or URI; globs allowed");
        PlacedText location = at == null ? null : at.placedText("a path or URI");
        if (at == null || location == null || options == null) {
            return null;
        }
        declared.putLocation(name, location.value());
        String place = locations.resolve(location.value());
        FilesModel unknown =
                new FilesModel(name, place, compression, options, policy, Schema.of(), newFilesOnly(), false);
        Schema schema = schema(unknown, at);
        return schema == null
                ? null
                : new FilesModel(
                        name,
                        place,
                        compression,
                        options,
                        policy,
                        schema,
                        unknown.newFilesOnly(),
                        landed(schema),
                        section.choice("replace", REPLACE, unknown.newFilesOnly()),
                        settleMillis());
    }

    private long settleMillis() {
        Declared declared = section.find("settle");
        String text = declared == null ? null : declared.text("a time such as 30s or 5m");
        if (declared == null || text == null) {
            return 0;
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            declared.mistake("\"" + text + "\" is no time; expected seconds, minutes or hours, such as 30s, 5m or 1h");
            return 0;
        }
        return TimeUnit.SECONDS.toMillis(
                Long.parseLong(time.group(1)) * Objects.requireNonNull(SECONDS.get(time.group(2))));
    }

    /** The options of the format declared; those of another format are a mistake. */
    private @Nullable FormatOptions options() {
        List<? extends FormatDeclaration> formats = catalog.formats();
        Declared declared = section.find("format");
        String wanted = declared == null ? null : declared.text("the name of a format");
        String chosen = wanted == null ? formats.get(0).name() : wanted;
        FormatOptions options = null;
        for (FormatDeclaration format : formats) {
            Declared own = section.find(format.name());
            if (format.name().equals(chosen)) {
                options = options(format, own);
            } else if (own != null) {
                own.mistake("\"" + format.name() + "\" is for another format, and the format of " + section.owner()
                        + " is " + chosen + "; leave it out");
            }
        }
        if (declared != null
                && wanted != null
                && formats.stream().noneMatch(known -> known.name().equals(wanted))) {
            List<String> names = formats.stream().map(FormatDeclaration::name).toList();
            declared.mistake("format \"" + wanted + "\" is unknown" + NearestName.hint(wanted, names));
        }
        return options;
    }

    private @Nullable FormatOptions options(FormatDeclaration format, @Nullable Declared own) {
        if (own == null) {
            return format.read(null);
        }
        Set<String> keys = new TreeSet<>();
        format.keys().forEach(key -> keys.add(key.name()));
        Section options = own.section(format.name() + " of " + name, keys);
        return options == null ? null : format.read(options);
    }

    private HeaderPolicy header() {
        Declared declared = section.find("header");
        Section header = declared == null ? null : declared.section("header", Vocabulary.HEADER);
        if (header == null) {
            return HeaderPolicy.DEFAULT;
        }
        return new HeaderPolicy(
                header.choice("missing", MISSING, HeaderPolicy.DEFAULT.missing()),
                header.choice("extra", EXTRA, HeaderPolicy.DEFAULT.extra()));
    }

    private boolean newFilesOnly() {
        return section.choice("read", READ, false);
    }

    private @Nullable Schema schema(FilesModel source, Declared at) {
        SourceColumns found;
        try {
            found = new SourceColumns(catalog.columns(source), "the header");
        } catch (UnknownColumnsException e) {
            at.mistake(e.getMessage() + locations.searched(source.location()));
            return null;
        }
        Declared columns = section.find("columns");
        if (columns == null && found.isEmpty()) {
            section.mistake(section.owner() + " needs \"columns\": its files have no header that names them");
            return null;
        }
        return columns == null ? found.schema(at) : found.declared(columns);
    }

    private boolean landed(Schema schema) {
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
        if (landed) {
            requireNamesOfATable(schema, land);
        }
        return landed;
    }

    /** Tables know no names that differ in case only. */
    private static void requireNamesOfATable(Schema schema, Declared land) {
        Map<String, String> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : schema.names()) {
            String other = seen.put(name, name);
            if (other != null) {
                land.mistake("the source has columns \"" + other + "\" and \"" + name
                        + "\", which differ in case only, so it can't land: in a table they would be one. Name the columns"
                        + " with columns: […], or rename one in the files");
            }
        }
    }
}
