package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.conversion.TextConversion;
import dev.starbeam.expression.kernel.time.TimeFormat;
import dev.starbeam.expression.kernel.time.TimeParsing;
import dev.starbeam.expression.tree.Node;
import dev.starbeam.expression.tree.ZonedNode;
import java.util.ArrayList;
import java.util.List;

/** {@code to_…} and {@code try_to_…}: text to typed values, and back. */
final class ConversionFunctions {
    private static final Parameter X = Parameter.of("x", Accepts.ANY);
    private static final Parameter FORMAT = Parameter.optional("format", Accepts.CONSTANT_TEXT);

    private ConversionFunctions() {}

    static List<FunctionEntry> entries() {
        List<FunctionEntry> entries = new ArrayList<>();
        for (String prefix : List.of("try_to_", "to_")) {
            FunctionEntry decimal = decimal(prefix + "decimal");
            entries.add(decimal);
            entries.add(decimal.alias(prefix + "number"));
            entries.add(decimal.alias(prefix + "numeric"));
            entries.add(plain(prefix + "double", "double", ColumnType.DOUBLE, "'1.5e3'", "1500"));
            entries.add(plain(prefix + "boolean", "boolean", ColumnType.BOOLEAN, "'Yes'", "true"));
            entries.add(time(prefix + "date", "date", ColumnType.DATE, "'12/31/2010', 'MM/DD/YYYY'", "2010-12-31"));
            FunctionEntry timestamp = time(
                    prefix + "timestamp_ntz",
                    "timestamp",
                    ColumnType.TIMESTAMP,
                    "'2010-12-01 08:26:00'",
                    "2010-12-01 08:26:00.000");
            entries.add(timestamp);
            entries.add(timestamp.alias(prefix + "timestamp"));
            entries.add(zoned(prefix + "timestamp_tz"));
        }
        entries.addAll(toText());
        entries.addAll(casts());
        return entries;
    }

    /** Rows of the reference: a cast names a type, so that it is no call and the binder knows it. */
    private static List<FunctionEntry> casts() {
        return List.of(
                FunctionEntry.named("cast", X)
                        .written("cast(x as type), x::type")
                        .returning("type")
                        .says("Converts to text, bigint, decimal(precision, scale), double, date, timestamp_ntz or"
                                + " boolean, under any of Snowflake's names for them. What cannot be converted makes"
                                + " the row invalid.")
                        .example("'2.5'::decimal(3,2)", "2.50")
                        .differs("number and decimal without sizes are bigint here; Snowflake's have 38 digits."),
                FunctionEntry.named("try_cast", X)
                        .written("try_cast(x as type)")
                        .returning("type")
                        .nullWhen("x is NULL or cannot be converted, which is counted")
                        .says("Converts as cast does.")
                        .example("try_cast('2023-02-30' as date)", "NULL"));
    }

    private static boolean tries(String name) {
        return name.startsWith("try_");
    }

    private static FunctionEntry conversion(String name, Parameter... parameters) {
        FunctionEntry entry = FunctionEntry.named(name, parameters);
        return tries(name) ? entry.nullWhen("x is NULL or cannot be converted, which is counted") : entry;
    }

    private static String otherwise(String name) {
        return tries(name) ? "" : " What cannot be converted makes the row invalid.";
    }

    private static FunctionEntry plain(String name, String returns, ColumnType type, String argument, String result) {
        return conversion(name, X)
                .returning(returns)
                .says("Converts to " + type + "; blanks around text are ignored." + otherwise(name))
                .example(name + "(" + argument + ")", result)
                .binds(call -> cast(call, type));
    }

    private static FunctionEntry decimal(String name) {
        return conversion(
                        name,
                        X,
                        Parameter.optional("format or precision", Accepts.ANY),
                        Parameter.optional("precision or scale", Accepts.CONSTANT_INTEGER),
                        Parameter.optional("scale", Accepts.CONSTANT_INTEGER))
                .written(name + "(x any [, format constant text] [, precision [, scale]])")
                .returning("bigint, or decimal(precision, scale)")
                .says("Converts to a number, rounding half away from zero at the scale; without precision to a bigint."
                        + " Blanks around text are ignored." + otherwise(name))
                .example(name + "(' 2.555 ', 12, 2)", "2.56")
                .binds(call -> NumberConversions.bind(call, attempt(call)));
    }

    private static FunctionEntry time(String name, String returns, ColumnType type, String arguments, String result) {
        return conversion(name, X, FORMAT)
                .returning(returns)
                .says("Converts to a " + returns + ". Without a format: ISO 8601, MM/DD/YYYY, DD-MON-YYYY, RFC 2822, or"
                        + " seconds since 1970. Years 0001 to 9999. A time with a zone"
                        + " (Z, UTC, +02:00, Europe/Berlin) is that of UTC." + otherwise(name))
                .example(name + "(" + arguments + ")", result)
                .differs("DuckDB reads ISO 8601 only, and strptime formats.")
                .binds(call -> time(call, type));
    }

    private static FunctionEntry zoned(String name) {
        return conversion(name, X, FORMAT)
                .returning("timestamp with a zone")
                .says("As " + name.replace("_tz", "_ntz")
                        + ", but keeps the zone, UTC if none is written. It is no column's"
                        + " type: convert_timezone makes it a timestamp, and so does to_timestamp_ntz, with what the"
                        + " clocks of its own zone show." + otherwise(name))
                .example("to_timestamp_ntz(" + name + "('2010-12-01 08:26:00 +02:00'))", "2010-12-01 08:26:00.000")
                .differs("DuckDB keeps no zone, but converts to UTC.")
                .binds(ConversionFunctions::zoned);
    }

    private static Node zoned(BoundCall call) {
        if (!call.type(0).equals(ColumnType.TEXT)) {
            throw call.fail(0, "should be text, but is " + call.type(0));
        }
        boolean formatted = call.has(1) && !call.constantText(1).equalsIgnoreCase("auto");
        BoundCall text = call.with(List.of(call.node(0)));
        return new ZonedNode(
                text.applyChecked(
                        ColumnType.TIMESTAMP, TimeParsing.onWall(formatted ? format(call) : null, attempt(call))),
                time(call, ColumnType.TIMESTAMP));
    }

    private static Attempt attempt(BoundCall call) {
        return new Attempt(call.name(), tries(call.name()));
    }

    static Node cast(BoundCall call, ColumnType type) {
        return Conversions.cast(call.node(0), type, attempt(call))
                .orElseThrow(() -> call.fail(0, "is " + call.type(0) + ", which does not convert to " + type));
    }

    private static Node time(BoundCall call, ColumnType type) {
        if (!call.has(1)) {
            return cast(call, type);
        }
        if (!call.type(0).equals(ColumnType.TEXT)) {
            throw call.fail(0, "should be text when there is a format, but is " + call.type(0));
        }
        if (call.constantText(1).equalsIgnoreCase("auto")) {
            return cast(call, type);
        }
        return call.with(List.of(call.node(0)))
                .applyChecked(type, TimeParsing.formatted(type, format(call), attempt(call)));
    }

    private static TimeFormat format(BoundCall call) {
        try {
            return TimeFormat.of(call.constantText(1));
        } catch (IllegalArgumentException e) {
            throw call.fail(1, "is wrong: " + e.getMessage());
        }
    }

    private static List<FunctionEntry> toText() {
        FunctionEntry toChar = FunctionEntry.named("to_char", X, FORMAT)
                .says("Converts to text; a date or timestamp in a format of its own, by default YYYY-MM-DD and"
                        + " YYYY-MM-DD HH24:MI:SS.FF3.")
                .example("to_char(to_date('2010-12-01'), 'DD MON YYYY')", "01 Dec 2010")
                .differs("DuckDB has no to_char, and leaves a zero fraction of a second out.")
                .binds(ConversionFunctions::text);
        return List.of(toChar, toChar.alias("to_varchar"));
    }

    private static Node text(BoundCall call) {
        if (!call.has(1)) {
            return Conversions.as(call.node(0), ColumnType.TEXT);
        }
        if (!Accepts.TIME.accepts(call.type(0))) {
            throw call.fail(0, "should be a date or timestamp when there is a format, but is " + call.type(0));
        }
        return call.with(List.of(call.node(0))).apply(ColumnType.TEXT, TextConversion.formatted(format(call)));
    }
}
