package dev.starbeam.warehouse.snowflake.query;

import net.sf.jsqlparser.schema.Column;

/** A piece of Snowflake's SQL that stands in a node's place; to the parser it is a column with a long name. */
final class Snippet extends Column {
    private static final long serialVersionUID = 1L;

    Snippet(String text) {
        super(text);
    }
}
