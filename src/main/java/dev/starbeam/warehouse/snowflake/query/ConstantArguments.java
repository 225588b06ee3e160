package dev.starbeam.warehouse.snowflake.query;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.StringValue;

/** Arguments that have to be constants of certain kinds, for the parameters of those names. */
final class ConstantArguments {
    private static final List<String> STEPS = List.of("year", "quarter", "month", "day", "hour", "minute", "second");
    private static final List<String> UNITS =
            List.of("year", "quarter", "month", "week", "day", "hour", "minute", "second");

    private ConstantArguments() {}

    /** The argument in Snowflake's SQL, or nothing when it is none of those that are expected. */
    static Optional<String> value(String parameter, Expression argument) {
        return switch (parameter) {
            case "unit" -> text(argument).filter(UNITS::contains).map(ConstantArguments::quoted);
            case "step" -> text(argument).filter(STEPS::contains).map(ConstantArguments::quoted);
            case "part" -> text(argument).flatMap(TimeParts::snowflake).map(ConstantArguments::quoted);
            case "format" -> text(argument).flatMap(TimeFormat::snowflake).map(ConstantArguments::quoted);
            case "fraction" ->
                Optional.of(argument)
                        .filter(value -> value instanceof DoubleValue || value instanceof LongValue)
                        .map(Expression::toString);
            case "separator" -> text(argument).map(text -> argument.toString());
            default -> Optional.of(argument.toString());
        };
    }

    /** The values that such a parameter may have. */
    static String expected(String parameter) {
        return switch (parameter) {
            case "unit" -> "one of " + String.join(", ", UNITS);
            case "step" -> "one of " + String.join(", ", STEPS);
            case "part" -> "one of " + String.join(", ", TimeParts.names());
            case "format" -> "a text of " + String.join(" ", TimeFormat.specifiers()) + " and other characters";
            case "fraction" -> "a number such as 0.5";
            default -> "a text such as ','";
        };
    }

    private static Optional<String> text(Expression argument) {
        return argument instanceof StringValue text ? Optional.of(text.getValue()) : Optional.empty();
    }

    private static String quoted(String value) {
        return "'" + value + "'";
    }

    /** The parts of a time that {@code date_part} and {@code extract} know. */
    static final class TimeParts {
        private static final Map<String, String> OTHER_NAMES = Map.of(
                "dow", "dayofweek",
                "dayofweek", "dayofweek",
                "isodow", "dayofweekiso",
                "doy", "dayofyear",
                "dayofyear", "dayofyear",
                "week", "weekiso");

        private TimeParts() {}

        static Optional<String> snowflake(String part) {
            String name = part.toLowerCase(Locale.ROOT);
            return STEPS.contains(name) ? Optional.of(name) : Optional.ofNullable(OTHER_NAMES.get(name));
        }

        static List<String> names() {
            return java.util.stream.Stream.concat(
                            STEPS.stream(), OTHER_NAMES.keySet().stream().sorted())
                    .toList();
        }
    }
}
