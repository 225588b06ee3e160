package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.time.TimeArithmetic;
import dev.starbeam.expression.kernel.time.TimeExtraction;
import dev.starbeam.expression.kernel.time.TimePart;
import dev.starbeam.expression.tree.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parts of dates and timestamps, and moving by them. */
final class TimeFunctions {
    private static final Parameter PART = Parameter.of("part", Accepts.PART);
    private static final Parameter TIME = Parameter.of("x", Accepts.TIME);
    private static final String PARTS = "Parts: year, quarter, month, week (from Monday), day, hour, minute, second.";
    private static final String MOMENT = "to_timestamp_ntz('2010-12-05 08:26:59')";

    /** What each extraction says, and its value for {@link #MOMENT}, a Sunday. */
    private static final Map<TimeExtraction, List<String>> EXTRACTIONS = Map.ofEntries(
            Map.entry(TimeExtraction.YEAR, List.of("The year.", "2010")),
            Map.entry(TimeExtraction.QUARTER, List.of("The quarter, 1 to 4.", "4")),
            Map.entry(TimeExtraction.MONTH, List.of("The month, 1 to 12.", "12")),
            Map.entry(TimeExtraction.DAY, List.of("The day of the month.", "5")),
            Map.entry(TimeExtraction.DAYOFWEEK, List.of("The day of the week: 0 is Sunday, 6 Saturday.", "0")),
            Map.entry(TimeExtraction.DAYOFWEEKISO, List.of("The day of the week: 1 is Monday, 7 Sunday.", "7")),
            Map.entry(TimeExtraction.DAYOFYEAR, List.of("The day of the year, from 1.", "339")),
            Map.entry(TimeExtraction.WEEK, List.of("The week of ISO 8601, 1 to 53.", "48")),
            Map.entry(TimeExtraction.HOUR, List.of("The hour, 0 to 23.", "8")),
            Map.entry(TimeExtraction.MINUTE, List.of("The minute.", "26")),
            Map.entry(TimeExtraction.SECOND, List.of("The whole second.", "59")));

    private TimeFunctions() {}

    static List<FunctionEntry> entries() {
        List<FunctionEntry> entries = new ArrayList<>();
        for (TimeExtraction extraction : TimeExtraction.values()) {
            entries.add(extraction(extraction));
        }
        entries.add(FunctionEntry.named("date_part", PART, TIME)
                .written("date_part(part, x date or timestamp), extract(part from x)")
                .returning("bigint")
                .says("Any of the parts above, by name.")
                .example("date_part(month, " + MOMENT + ")", "12")
                .binds(TimeFunctions::datePart));
        entries.addAll(arithmetic());
        entries.add(ZoneFunctions.conversion());
        return entries;
    }

    private static FunctionEntry extraction(TimeExtraction extraction) {
        List<String> says = EXTRACTIONS.getOrDefault(extraction, List.of("", ""));
        return FunctionEntry.named(extraction.toString(), TIME)
                .returning("bigint")
                .says(says.get(0))
                .example(extraction + "(" + MOMENT + ")", says.get(1))
                .binds(call -> call.apply(ColumnType.BIGINT, extraction.kernel()));
    }

    private static List<FunctionEntry> arithmetic() {
        return List.of(
                FunctionEntry.named("date_trunc", PART, TIME)
                        .returning("type of x")
                        .says("The start of the part that `x` lies in. " + PARTS)
                        .example("date_trunc('month', to_date('2010-12-05'))", "2010-12-01")
                        .binds(call -> call.with(List.of(call.node(1)))
                                .apply(call.type(1), TimeArithmetic.truncate(part(call), call.type(1)))),
                FunctionEntry.named("dateadd", PART, Parameter.of("amount", Accepts.INTEGER), TIME)
                        .returning("type of x; timestamp for parts of a day")
                        .says("Moves by parts; a day that the month does not have becomes its last. Outside the years"
                                + " 0001 to 9999 the row is invalid. " + PARTS)
                        .example("dateadd(month, 1, to_date('2011-01-31'))", "2011-02-28")
                        .differs("DuckDB has no dateadd; it adds intervals.")
                        .binds(TimeFunctions::dateAdd),
                FunctionEntry.named("datediff", PART, TIME, Parameter.of("y", Accepts.TIME))
                        .returning("bigint")
                        .says("How many starts of the part lie between `x` and `y`, negative when `y` is earlier. "
                                + PARTS)
                        .example("datediff(year, to_date('2010-12-31'), to_date('2011-01-01'))", "1")
                        .binds(TimeFunctions::dateDiff));
    }

    private static TimePart part(BoundCall call) {
        String name = call.constantText(0);
        return TimePart.find(name)
                .orElseThrow(
                        () -> call.fail(0, "should be one of " + Arrays.toString(TimePart.values()) + ", not " + name));
    }

    private static Node datePart(BoundCall call) {
        String name = call.constantText(0).toLowerCase(Locale.ROOT);
        String full = TimePart.find(name).map(TimePart::toString).orElse(name);
        TimeExtraction extraction = Arrays.stream(TimeExtraction.values())
                .filter(known -> known.toString().equals(full))
                .findFirst()
                .orElseThrow(() ->
                        call.fail(0, "should be one of " + Arrays.toString(TimeExtraction.values()) + ", not " + name));
        return call.with(List.of(call.node(1))).apply(ColumnType.BIGINT, extraction.kernel());
    }

    private static Node dateAdd(BoundCall call) {
        TimePart part = part(call);
        ColumnType type = part.isOfDay() ? ColumnType.TIMESTAMP : call.type(2);
        return call.with(List.of(call.node(1), call.node(2))).applyChecked(type, TimeArithmetic.add(part, type));
    }

    private static Node dateDiff(BoundCall call) {
        TimePart part = part(call);
        ColumnType type = Conversions.common(call, List.of(1, 2));
        List<Node> same = List.of(Conversions.as(call.node(1), type), Conversions.as(call.node(2), type));
        return call.with(same).apply(ColumnType.BIGINT, TimeArithmetic.difference(part));
    }
}
