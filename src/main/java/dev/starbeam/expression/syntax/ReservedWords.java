package dev.starbeam.expression.syntax;

import java.util.Set;

/** Words of SQL that are no names unless they stand in double quotes. */
final class ReservedWords {
    private static final Set<String> ALL = Set.of(
            "all",
            "and",
            "any",
            "as",
            "between",
            "by",
            "case",
            "cast",
            "check",
            "connect",
            "constraint",
            "create",
            "cross",
            "current",
            "distinct",
            "else",
            "end",
            "except",
            "exists",
            "for",
            "from",
            "full",
            "group",
            "having",
            "ilike",
            "in",
            "inner",
            "intersect",
            "into",
            "is",
            "join",
            "lateral",
            "left",
            "like",
            "minus",
            "natural",
            "not",
            "null",
            "on",
            "or",
            "order",
            "qualify",
            "regexp",
            "right",
            "rlike",
            "sample",
            "select",
            "set",
            "some",
            "start",
            "table",
            "tablesample",
            "then",
            "try_cast",
            "union",
            "unique",
            "using",
            "values",
            "when",
            "where",
            "with");

    private ReservedWords() {}

    static boolean contains(String lowerCase) {
        return ALL.contains(lowerCase);
    }
}
