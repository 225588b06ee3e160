package dev.starbeam.warehouse.snowflake.query;

import dev.starbeam.model.dialect.Refusals;
import dev.starbeam.model.dialect.SyntaxTree;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.parser.Token;

/**
 * The forms of a query that both warehouses know: which nodes there may be, and which of their parts. What isn't listed
 * is refused, even if it were known to both.
 */
final class PortableForms {
    /** A node's class to the parts that may be set. */
    static final Map<String, Set<String>> ALLOWED = listed("""
            PlainSelect distinct selectItems fromItem joins where groupBy having qualify withItemsList orderByElements \
            limit offset
            SetOperationList selects operations withItemsList orderByElements limit offset
            ParenthesedSelect select alias withItemsList orderByElements limit offset
            ParenthesedFromItem fromItem joins alias
            Values expressions alias
            WithItem statement alias withItemList recursive
            UnionOp type all distinct
            IntersectOp type distinct
            ExceptOp type distinct
            SelectItem expression alias
            Distinct
            AllColumns exceptColumns exceptKeyword
            AllTableColumns table exceptColumns exceptKeyword
            Table partItems partDelimiters alias
            Alias name useAs aliasColumns
            AliasColumn name
            Join fromItem onExpressions usingColumns outer right left natural full inner simple cross
            GroupByElement groupByExpressions groupingSets
            OrderByElement expression asc ascDescPresent nullOrdering
            Limit rowCount
            Offset offsetExpression offsetParam
            AllValue
            Column table columnName tableDelimiter
            NullValue
            LongValue stringValue
            DoubleValue value stringValue
            StringValue value
            BooleanValue value
            TimeKeyExpression stringValue
            IntervalExpression intervalKeyword parameter intervalType
            SignedExpression sign expression
            NotExpression expression
            Addition leftExpression rightExpression
            Subtraction leftExpression rightExpression
            Multiplication leftExpression rightExpression
            Division leftExpression rightExpression
            Modulo leftExpression rightExpression
            Concat leftExpression rightExpression
            AndExpression leftExpression rightExpression
            OrExpression leftExpression rightExpression
            EqualsTo operator leftExpression rightExpression
            NotEqualsTo operator leftExpression rightExpression
            GreaterThan operator leftExpression rightExpression
            GreaterThanEquals operator leftExpression rightExpression
            MinorThan operator leftExpression rightExpression
            MinorThanEquals operator leftExpression rightExpression
            Between leftExpression not betweenExpressionStart betweenExpressionEnd
            InExpression leftExpression not rightExpression
            IsNullExpression leftExpression not
            IsDistinctExpression leftExpression rightExpression not
            LikeExpression leftExpression rightExpression not escapeExpression likeKeyWord
            ExistsExpression rightExpression not
            ExpressionList
            NamedExpressionList names
            ParenthesedExpressionList
            CaseExpression switchExpression whenClauses elseExpression
            WhenClause whenExpression thenExpression
            CastExpression keyword leftExpression colDataType isImplicitCast
            ColDataType dataType argumentsStringList arrayData
            ExtractExpression name expression
            TrimFunction expression fromExpression
            Function nameparts parameters distinct orderByElements
            AnalyticExpression name expression offset defaultValue allColumns type distinct filterExpression windowDef
            WindowDefinition orderBy partitionBy windowElement windowName
            OrderByClause orderByElements
            PartitionByClause partitionExpressionList brackets
            WindowElement type offset range
            WindowRange start end
            WindowOffset expression type
            """);

    /** A node's class, or class and part, to what it is called and what to write instead. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("PlainSelect.windowDefinitions", "a named window; write it out in each over (…)"),
            Map.entry("AnalyticExpression.windowName", "a named window; write it out in each over (…)"),
            Map.entry("Distinct.onSelectItems", "distinct on; write qualify row_number() over (…) = 1"),
            Map.entry("IsBooleanExpression", "is true, is false; write coalesce(condition, false)"),
            Map.entry("AnyComparisonExpression", "any, all; write in or exists"),
            Map.entry("ExceptOp.all", "except all; write except"),
            Map.entry("IntersectOp.all", "intersect all; write intersect"),
            Map.entry("Function.namedParameters", "arguments with keywords; write them with commas"),
            Map.entry("TrimFunction.trimSpecification", "arguments with keywords; write trim(text), ltrim or rtrim"),
            Map.entry("TrimFunction.isUsingFromKeyword", "arguments with keywords; write them with commas"),
            Map.entry("Function.nullHandling", "ignore nulls"),
            Map.entry("AnalyticExpression.nullHandling", "ignore nulls"),
            Map.entry("AnalyticExpression.ignoreNullsOutside", "ignore nulls"),
            Map.entry("Function.ignoreNullsOutside", "ignore nulls"),
            Map.entry("TableFunction", "a function in place of a table; marts read tables only"),
            Map.entry("ArrayConstructor", "a list"),
            Map.entry("ArrayExpression", "a part of a list"),
            Map.entry("Column.arrayConstructor", "a part of a list"),
            Map.entry("StructType", "a struct"),
            Map.entry("BitwiseXor", "the operator ^; write power(x, y)"),
            Map.entry("RegExpMatchOperator", "a regular expression; write like"),
            Map.entry("SimilarToExpression", "similar to; write like"),
            Map.entry("StringValue.prefix", "a text with a prefix"),
            Map.entry("HexValue", "a hexadecimal number"),
            Map.entry(
                    "TimezoneExpression",
                    "at time zone with one zone, for timestamps have none; write (x at time zone 'UTC') at"
                            + " time zone 'Europe/Berlin'"),
            Map.entry("WithItem.materialized", "materialized"),
            Map.entry("IntervalExpression.expression", "an interval that is computed; write interval '1 day'"),
            Map.entry("AllColumns.replaceExpressions", "replace; list the columns"));

    private PortableForms() {}

    /** Refuses a node, or parts of it, that are not listed. */
    static void check(Object node, Token place, Refusals refusals) {
        String type = node.getClass().getSimpleName();
        Set<String> allowed = ALLOWED.get(type);
        if (allowed == null) {
            refusals.add(place, message(type));
            return;
        }
        for (String part : SyntaxTree.setParts(node)) {
            if (!allowed.contains(part)) {
                refusals.add(place, message(type + "." + part));
            }
        }
    }

    private static String message(String form) {
        String words =
                form.replaceAll("([a-z])([A-Z])", "$1 $2").replace('.', ' ').toLowerCase(Locale.ROOT);
        return "the warehouses don't both know " + INSTEAD.getOrDefault(form, words);
    }

    private static Map<String, Set<String>> listed(String lines) {
        Map<String, Set<String>> listed = new HashMap<>();
        lines.lines().forEach(line -> {
            List<String> words = List.of(line.split(" "));
            listed.put(words.get(0), Set.copyOf(words.subList(1, words.size())));
        });
        return Map.copyOf(listed);
    }
}
