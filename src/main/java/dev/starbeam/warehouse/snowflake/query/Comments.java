package dev.starbeam.warehouse.snowflake.query;

import dev.starbeam.model.dialect.Refusals;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;

/** Looks at what the parser skips: {@code //} begins a comment to it and to Snowflake, but divides in DuckDB. */
final class Comments {
    private Comments() {}

    /** Refuses comments that aren't comments to both; the first word of the query. */
    static Token check(String sql, Refusals refusals) {
        CCJSqlParser parser = new CCJSqlParser(new StringProvider(sql));
        Token first = parser.getNextToken();
        for (Token token = first; ; token = parser.getNextToken()) {
            for (Token skipped = token.specialToken; skipped != null; skipped = skipped.specialToken) {
                if (!skipped.image.startsWith("--") && !skipped.image.startsWith("/*")) {
                    refusals.add(
                            skipped,
                            "\"" + skipped.image.substring(0, Math.min(2, skipped.image.length()))
                                    + "\" doesn't mean the same to both warehouses; write floor(x / y), or -- for a comment");
                }
            }
            if (token.kind == 0) {
                return first;
            }
        }
    }
}
