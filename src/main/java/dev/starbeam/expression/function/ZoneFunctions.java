package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.time.ZoneConversion;
import dev.starbeam.expression.kernel.time.Zones;
import dev.starbeam.expression.tree.Node;
import dev.starbeam.expression.tree.ZonedNode;
import dev.starbeam.words.NearestName;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/** Time zones. */
final class ZoneFunctions {
    private ZoneFunctions() {}

    static FunctionEntry conversion() {
        return FunctionEntry.named(
                        "convert_timezone",
                        Parameter.of("source or target", Accepts.CONSTANT_TEXT),
                        Parameter.of("target or x", Accepts.ANY),
                        Parameter.optional("x", Accepts.TIME))
                .written("convert_timezone(source text, target text, x timestamp),"
                        + " convert_timezone(target text, x timestamp with a zone)")
                .returning("timestamp")
                .says(
                        "What the clocks of `target` show when those of `source`, or of the zone of `x`, show `x`. Zones are"
                                + " names of the IANA database. A time that the clocks show twice is the first, one that they"
                                + " leave out is read by the clock before the change.")
                .example(
                        "convert_timezone('UTC', 'America/New_York', to_timestamp_ntz('2021-03-14 04:30:00'))",
                        "2021-03-13 23:30:00.000")
                .differs("DuckDB writes `(x at time zone source) at time zone target`.")
                .binds(ZoneFunctions::convert);
    }

    private static Node convert(BoundCall call) {
        if (!call.has(2)) {
            if (!(call.node(1) instanceof ZonedNode zoned)) {
                throw call.fail(
                        1, "has no zone; write convert_timezone(source, target, x), or read it with to_timestamp_tz");
            }
            return call.with(List.of(zoned.utc()))
                    .applyChecked(
                            ColumnType.TIMESTAMP, ZoneConversion.between(ZoneOffset.UTC.getRules(), zone(call, 0)));
        }
        if (call.node(2) instanceof ZonedNode) {
            throw call.fail(2, "has a zone of its own; write convert_timezone(target, x)");
        }
        Node time = Conversions.as(call.node(2), ColumnType.TIMESTAMP);
        return call.with(List.of(time))
                .applyChecked(ColumnType.TIMESTAMP, ZoneConversion.between(zone(call, 0), zone(call, 1)));
    }

    private static ZoneRules zone(BoundCall call, int argument) {
        String name = call.constantText(argument);
        return Zones.find(name)
                .orElseThrow(() -> call.fail(
                        argument,
                        "should be a zone of the IANA database, such as Europe/Berlin, not " + name
                                + NearestName.of(name, Zones.names())
                                        .map(nearest -> "; did you mean " + nearest + "?")
                                        .orElse("")));
    }
}
