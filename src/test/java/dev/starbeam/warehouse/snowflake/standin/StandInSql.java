package dev.starbeam.warehouse.snowflake.standin;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What kind a statement is, and how DuckDB would write it. */
final class StandInSql {
    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("select", 4096),
            Map.entry("with", 4096),
            Map.entry("insert", 12544),
            Map.entry("update", 12800),
            Map.entry("delete", 13056),
            Map.entry("merge", 13312),
            Map.entry("copy", 13824),
            Map.entry("use", 17152),
            Map.entry("show", 17408),
            Map.entry("list", 18177),
            Map.entry("begin", 20736),
            Map.entry("commit", 20992),
            Map.entry("rollback", 21248),
            Map.entry("put", 28930),
            Map.entry("remove", 28931));
    private static final int DDL = 24576;

    private static final String TEXT = "'(?:[^'\\\\]|''|\\\\.)*'";
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"\\.?)+";
    private static final Pattern COLUMN_COMMENT = Pattern.compile(" comment (" + TEXT + ")");
    private static final Pattern TABLE_OPTIONS = Pattern.compile("(?s)\\)((?: (?:comment = " + TEXT
            + "|data_retention_time_in_days = \\d+" + "|cluster by \\([^)]*\\)|change_tracking = \\w+))+)$");
    private static final Pattern UNENFORCED = Pattern.compile("(?s),\\s*(?:primary key|unique|foreign key) \\([^)]*\\)"
            + "(?: references \\S+ \\([^)]*\\))? not enforced(?: n?o?rely)?");

    private StandInSql() {}

    static String verb(String sql) {
        Matcher word = Pattern.compile("\\w+").matcher(sql);
        return word.find() ? word.group().toLowerCase(Locale.ROOT) : "";
    }

    static int type(String sql) {
        return TYPES.getOrDefault(verb(sql), DDL);
    }

    static boolean isDdl(String sql) {
        return type(sql) == DDL;
    }

    /** The table that a statement changes, as written. */
    static String target(String sql) {
        Matcher table = Pattern.compile(
                        "(?is)^\\s*(?:update|delete from|merge into)\\s+((?:\"(?:[^\"]|\"\")+\"|\\w+)(?:\\.(?:\"(?:[^\"]|\"\")+\"|\\w+))*)")
                .matcher(sql);
        return table.find() ? table.group(1) : "";
    }

    static String toDuckDb(String sql) {
        String duck = sql.replace("information_schema.columns", StandInCatalogue.SCHEMA + ".columns")
                .replace("information_schema.check_constraints", StandInCatalogue.SCHEMA + ".check_constraints")
                .replace("information_schema.tables", StandInCatalogue.SCHEMA + ".tables")
                .replaceFirst("(?is)^(create or replace|drop) (?:transient )?(?:dynamic )?table", "$1 table")
                .replaceFirst("(?is)^(create or replace table \\S+) target_lag = .*? comment = '[^']*'", "$1")
                .replaceFirst(
                        "(?is)^(create (?:or replace )?view (?:if not exists )?" + NAME + ") change_tracking = true",
                        "$1")
                .replaceFirst("(?is)^(create or replace (?:table|view) " + NAME + ") copy grants as", "$1 as");
        if (isDdl(sql)) {
            boolean query = Pattern.compile("(?is)^create or replace (table|view) \\S+ as")
                    .matcher(sql)
                    .find();
            duck = query ? duck : definition(duck);
        }
        return literals(types(duck));
    }

    private static String definition(String sql) {
        String duck = TABLE_OPTIONS.matcher(sql).replaceAll(")");
        duck = UNENFORCED.matcher(duck).replaceAll("");
        duck = COLUMN_COMMENT.matcher(duck).replaceAll("");
        return duck.replaceFirst("(?i)\\btransient table", "table");
    }

    private static String types(String sql) {
        return sql.replaceAll("(?i)\\bnumber\\((\\d+), (\\d+)\\)", "decimal($1, $2)")
                .replaceAll("(?i)\\btimestamp_ntz\\(\\d\\)", "timestamp")
                .replaceAll("(?i) float\\b", " double");
    }

    /** In Snowflake a backslash escapes within text; in DuckDB it is a backslash. */
    private static String literals(String sql) {
        return Pattern.compile(TEXT)
                .matcher(sql)
                .replaceAll(text -> Matcher.quoteReplacement(text.group().replaceAll("\\\\(.)", "$1")));
    }
}
