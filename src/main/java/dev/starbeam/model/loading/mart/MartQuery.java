package dev.starbeam.model.loading.mart;

import dev.starbeam.model.MartGroups;
import dev.starbeam.model.dialect.GroupedQuery;
import dev.starbeam.model.dialect.MartDialect;
import dev.starbeam.model.dialect.ParsedQuery;
import dev.starbeam.model.dialect.Refusal;
import dev.starbeam.model.loading.column.TablesRead;
import dev.starbeam.model.loading.yaml.Mistakes;
import dev.starbeam.model.loading.yaml.Place;
import dev.starbeam.words.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/**
 * The query of one mart.
 *
 * @param file where it was read from
 * @param canonical its text without comments, formatted one way
 * @param tables the tables it reads, common table expressions aside
 */
record MartQuery(String file, String canonical, List<Table> tables) {
    private static final String MARTS = "marts";
    private static final Set<String> SCHEMAS = new TreeSet<>(Set.of("star", MARTS, "quality"));

    /** The query, or {@code null} after reporting why the text is not one SELECT. */
    static @Nullable MartQuery parse(String file, String sql, Mistakes mistakes) {
        try {
            if (sql.isBlank() || new CCJSqlParser(new StringProvider(sql)).getNextToken().kind == 0) {
                mistakes.add(new Place(file, 1, 1), "expected one SELECT, found nothing");
                return null;
            }
            List<Statement> statements = ParsedQuery.statements(sql);
            if (statements.size() == 1 && statements.get(0) instanceof Select select) {
                return new MartQuery(file, select.toString(), TablesRead.of(select));
            }
            String found = statements.size() == 1 ? "another statement" : statements.size() + " statements";
            mistakes.add(new Place(file, 1, 1), "expected one SELECT, found " + found);
        } catch (ParseException e) {
            report(file, e, mistakes);
        } catch (TokenMgrException e) {
            mistakes.add(new Place(file, 1, 1), "expected one SELECT: " + e.getMessage());
        }
        return null;
    }

    private static void report(String file, ParseException e, Mistakes mistakes) {
        Token before = e.currentToken;
        if (before == null) {
            mistakes.add(new Place(file, 1, 1), "expected one SELECT, cannot read it: " + e.getMessage());
            return;
        }
        Token found = before.next == null ? before : before.next;
        String what = found.kind == 0 ? "the end of the file" : "\"" + found.image + "\"";
        mistakes.add(
                new Place(file, found.beginLine, found.beginColumn),
                "expected one SELECT, cannot read it from " + what + " on");
    }

    /** The marts it reads. */
    Set<String> marts() {
        Set<String> marts = new TreeSet<>();
        tables.stream()
                .filter(table -> MARTS.equalsIgnoreCase(table.getSchemaName()))
                .forEach(table -> marts.add(table.getName()));
        return marts;
    }

    /** Reports tables that will not be there. */
    void checkTables(List<String> starTables, Set<String> martNames, Mistakes mistakes) {
        for (Table table : tables) {
            String schema =
                    table.getSchemaName() == null ? "" : table.getSchemaName().toLowerCase(Locale.ROOT);
            Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            known.addAll(schema.equals(MARTS) ? martNames : starTables);
            if (!SCHEMAS.contains(schema)) {
                mistakes.add(
                        place(table),
                        "table \"" + table.getFullyQualifiedName() + "\" has no schema that marts may read; expected"
                                + " star.… , marts.… or quality.…");
            } else if (!schema.equals("quality") && !known.contains(table.getName())) {
                mistakes.add(
                        place(table),
                        "unknown table \"" + table.getName() + "\" in " + schema
                                + NearestName.hint(table.getName(), known));
            }
        }
    }

    /** Reports what a kind of warehouse doesn't know. */
    void checkDialect(MartDialect dialect, String sql, Mistakes mistakes) {
        for (Refusal refusal : dialect.refusals(sql)) {
            String slip = NearestName.of(refusal.function(), dialect.functions())
                    .map(name -> "; did you mean \"" + name + "\"?")
                    .orElse("");
            mistakes.add(new Place(file, refusal.line(), refusal.column()), refusal.message() + slip);
        }
    }

    /** What it takes to build some groups of it anew; {@code null} after reporting why it can't be. */
    @Nullable
    MartGroups groups(String sql, List<String> keys, Mistakes mistakes) {
        GroupedQuery.Analysis analysis = GroupedQuery.of(sql, keys);
        for (Refusal refusal : analysis.refusals()) {
            mistakes.add(new Place(file, refusal.line(), refusal.column()), refusal.message());
        }
        return analysis.groups().orElse(null);
    }

    private Place place(Table table) {
        Token token = table.getASTNode() == null ? null : table.getASTNode().jjtGetFirstToken();
        return token == null ? new Place(file, 1, 1) : new Place(file, token.beginLine, token.beginColumn);
    }
}
