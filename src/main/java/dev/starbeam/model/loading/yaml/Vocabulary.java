package dev.starbeam.model.loading.yaml;

import dev.starbeam.model.FiscalYearModel;
import dev.starbeam.model.LookupModel.OnDuplicate;
import dev.starbeam.model.LookupModel.OnUnmatched;
import dev.starbeam.model.ReferenceModel.OnOrphan;
import dev.starbeam.model.check.Severity;
import dev.starbeam.model.source.Compression;
import dev.starbeam.model.source.HeaderPolicy;
import java.time.Month;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The keys that the language knows, section by section. The loader takes no others, and the published JSON Schema is made
 * from them. Those of formats, checks and warehouses come with their kinds.
 */
public enum Vocabulary {
    PIPELINE(
            "pipeline.yaml, the declaration of one pipeline; docs/pipeline-yaml.md describes it",
            Key.name("pipeline", "The pipeline's name").required(),
            Key.DESCRIPTION,
            Key.mapOf("variables", "text", "Texts for ${name}; --var name=value wins over them"),
            Key.filledMapOf("sources", "source", "Where rows come from").required(),
            Key.filledMapOf("staging", "staged", "Staged entities, one source each")
                    .required(),
            Key.mapOf("dimensions", "dimension", "Dimensions of the star"),
            Key.filledMapOf("facts", "fact", "Facts of the star").required(),
            Key.json(
                    "quality",
                    "\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/check\"}",
                    "Checks before anything is published")),
    /** And {@code format}'s values, and the options of each format, under its name. */
    SOURCE(
            "Files to read, or a table of a database",
            Key.text(
                    "location",
                    "Path or URI; globs allowed. A relative path is looked for in the working directory, then in the"
                            + " pipeline's directory, then beside the pipelines directory"),
            Key.of("format", "format", "How the files are written"),
            Key.choice("compression", Compression.AUTO, "How files are packed; auto: as their first bytes say"),
            Key.of("header", "header", "What to do when a file's header differs"),
            Key.someTexts(
                    "columns",
                    "The columns, where the files have no header or neither they nor the database are to be asked"),
            Key.of("raw", "raw", "What becomes of the rows as read, besides being staged"),
            Key.json("freshness", "\"not\": {}", "Not supported yet"),
            Key.text("settle", "Files that were changed less long ago, such as 30s or 5m, are left to a later batch"),
            Key.DESCRIPTION,
            Key.MAX_REJECTED,
            Key.of("jdbc", "jdbc", "A table or query of a database"),
            Key.json(
                    "read",
                    "\"enum\": [\"all_files\", \"new_files\"], \"default\": \"all_files\"",
                    "new_files: a batch reads only files that no published batch has read"),
            Key.json(
                    "replace",
                    "\"enum\": [\"none\", \"file\"]",
                    "file, the default with new_files: facts lose the rows that a file brought before and lacks now")),
    JDBC(
            "A table or query of a database",
            Key.text(
                            "url",
                            "Where the database is, jdbc:postgresql:, jdbc:mysql:, jdbc:mariadb: or jdbc:sqlserver:,"
                                    + " without user and password")
                    .required(),
            Key.text("user", "With whose rights to read"),
            Key.json(
                    "password",
                    "\"type\": \"string\", \"pattern\": \"^(env:|file:|.*\\\\$\\\\{)\"",
                    "Where the password is to be found: env:NAME or file:PATH"),
            Key.text("table", "The table, spelled as in the database: public.orders"),
            Key.text("query", "A SELECT instead of a table"),
            Key.text(
                    "partition_by",
                    "An integer, date or timestamp column whose values are cut into ranges that are read side by side"),
            Key.json(
                    "partitions",
                    "\"default\": 4, \"anyOf\": [{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 64},"
                            + " {\"$ref\": \"#/$defs/variable\"}]",
                    "Into how many ranges")),
    RAW(
            "What becomes of the rows as read, besides being staged",
            Key.json(
                    "land",
                    "\"anyOf\": [{\"type\": \"boolean\"}, {\"$ref\": \"#/$defs/variable\"}], \"default\": false",
                    "Whether they are also kept in schema raw, batch after batch")),
    HEADER(
            "What to do when a file's header differs; columns are matched by name",
            // YAML reads the word null as nothing, unless it is in quotes.
            Key.json(
                    "missing",
                    "\"enum\": [\"fail\", \"null\", null], \"default\": \"fail\"",
                    "A column that the file lacks"),
            Key.choice("extra", HeaderPolicy.Extra.IGNORE, "A column that nothing declares")),
    STAGED(
            "One source, normalised: columns, required columns, filters, deduplication, in this order",
            Key.name("from", "The source").required(),
            Key.of("columns", "column_map", "Column name to expression").required(),
            Key.texts("required", "A row in which one of these is NULL is rejected"),
            Key.of("filters", "filters", "Which rows stay"),
            Key.json(
                    "deduplicate",
                    "\"default\": \"none\", \"anyOf\": [{\"enum\": [\"none\", \"exact\"]}, {\"$ref\": \"#/$defs/keep_latest\"}]",
                    "Which of several rows lives on"),
            Key.name("interval", "The date or timestamp column that --from and --to bound"),
            Key.MAX_REJECTED,
            Key.MAX_UNPARSABLE,
            Key.DESCRIPTION),
    UNPARSABLE(
            "How many values conversions may lose",
            Key.of("max_share", "share", "The greatest share that passes").required(),
            Key.choice("severity", Severity.WARN, "What a greater share does")),
    COLUMN(
            "A column with its description",
            Key.of("expression", "expression", "What computes the column").required(),
            Key.DESCRIPTION),
    KEEP_LATEST(
            "Of rows with equal keys the one with the greatest latest_by lives",
            Key.someTexts("keys", "The columns that equal rows share").required(),
            Key.name("latest_by", "A bigint, decimal, date or timestamp column").required()),
    DIMENSION(
            "One row per natural key, or per version of a member, and an unknown member with key 0",
            Key.name("from", "The staged entity it is built from").required(),
            Key.name("key", "The surrogate key; by default the dimension's name without dim_, singular, with _key"),
            Key.someNames("natural_key", "The columns, text or bigint, that together identify a member")
                    .required(),
            Key.name("latest_by", "The row with the greatest value wins; without it the row read last"),
            Key.of("columns", "columns", "By default every column of from and the lookups"),
            Key.json(
                    "scd",
                    "\"enum\": [0, 1, 2], \"default\": 1",
                    "0: the original row stays; 1: the latest row wins; 2: every version is kept, by latest_by"),
            Key.name(
                    "tombstone",
                    "With scd 2, a boolean column of from: where it is true the row ends its member's version"),
            Key.of("lookups", "lookups", "What is fetched from other staged entities"),
            Key.MAX_REJECTED,
            Key.MAX_UNPARSABLE,
            Key.MATERIALIZED,
            Key.DESCRIPTION),
    /** A dimension too: one that is generated. */
    CALENDAR_DIMENSION(
            "The generated calendar",
            Key.of("calendar", "calendar", "How the days are described").required(),
            Key.MATERIALIZED,
            Key.DESCRIPTION),
    CALENDAR(
            "How the days are described",
            Key.choice("fiscal_year_starts", Month.JANUARY, "First month of the fiscal year"),
            Key.choice(
                    "fiscal_year_named",
                    FiscalYearModel.Named.END,
                    "The calendar year that a fiscal year is named after"),
            Key.json(
                    "weeks",
                    "\"enum\": [\"4-4-5\", \"4-5-4\", \"5-4-4\"]",
                    "Fiscal periods of whole weeks, as many a quarter; else they are months"),
            Key.json(
                    "weeks_start",
                    "\"enum\": [\"monday\", \"sunday\"], \"default\": \"monday\"",
                    "The first day of such a week"),
            Key.someTexts("sentinels", "Days that stand for something else, such as 9999-12-31"),
            Key.json(
                    "holidays",
                    "\"type\": \"string\"",
                    "ISO 3166 country, with subdivision if wanted, whose public holidays are marked"),
            Key.json(
                    "from", "\"type\": \"string\"", "First day; by default 1 January of the earliest year referred to"),
            Key.json("to", "\"type\": \"string\"", "Last day; by default 31 December of the latest year referred to")),
    LOOKUP(
            "Columns fetched by key",
            Key.of("on", "lookup_key", "The key: a column that both have, a list of such, or our column to theirs")
                    .required(),
            Key.of("columns", "lookup_columns", "What to fetch").required(),
            Key.choice("on_unmatched", OnUnmatched.KEEP, "What happens to a row without a match"),
            Key.choice("on_duplicate", OnDuplicate.FAIL, "Which of several rows with one key counts")),
    FACT(
            "A fact table",
            Key.name("from", "The staged entity that has its grain").required(),
            Key.someTexts("grain", "The columns that together identify a row").required(),
            Key.of("columns", "columns", "By default every column of from and the lookups"),
            Key.of("lookups", "lookups", "What is fetched from other staged entities"),
            Key.json(
                    "references",
                    Key.map("\"anyOf\": [{\"$ref\": \"#/$defs/name\"}, {\"$ref\": \"#/$defs/reference\"}]"),
                    "Column to dimension"),
            Key.name(
                    "tombstone",
                    "A boolean column of from: where it is true the row deletes the published one, unless that is newer"),
            Key.json(
                    "withdraw",
                    "\"type\": \"boolean\", \"default\": true",
                    "Whether a published row goes when a newer one with its grain is held back or rejected"),
            Key.of("filters", "filters", "Which rows stay"),
            Key.MAX_REJECTED,
            Key.MAX_UNPARSABLE,
            Key.MATERIALIZED,
            Key.DESCRIPTION),
    REFERENCE(
            "A foreign key with its policy",
            Key.name("dimension", "What the column refers to").required(),
            Key.someTexts(
                    "on",
                    "The columns that hold a natural key of several, in its order; then the reference may have any name"),
            Key.name(
                    "key",
                    "The surrogate key in the fact; by default as in the dimension, for a calendar ordered_at gives"
                            + " ordered_date_key"),
            Key.name(
                    "as_of",
                    "The date or timestamp at which a dimension with scd 2 is looked at; by default that of the only"
                            + " reference to a calendar"),
            Key.choice("on_orphan", OnOrphan.UNKNOWN_MEMBER, "What happens to a row whose key is no member"));

    /** The keys of a source that only files take; formats' options are, too. */
    public static final List<String> OF_FILES =
            List.of("location", "format", "compression", "header", "freshness", "read", "replace", "raw", "settle");

    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<Key> keys;

    Vocabulary(String meaning, Key... keys) {
        this.meaning = meaning;
        this.keys = List.of(keys);
    }

    /** What a section of this kind declares. */
    public String meaning() {
        return meaning;
    }

    /** In the order in which people are told of them. */
    public List<Key> keys() {
        return keys;
    }

    public Set<String> names() {
        return names(this);
    }

    /** The names of the keys of some sections. */
    public static Set<String> names(Vocabulary... sections) {
        Set<String> names = new TreeSet<>();
        Stream.of(sections).flatMap(section -> section.keys.stream()).forEach(key -> names.add(key.name()));
        return names;
    }
}
