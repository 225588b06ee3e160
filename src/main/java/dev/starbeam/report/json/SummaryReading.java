package dev.starbeam.report.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.reject.FaultCount;
import dev.starbeam.reject.FaultCounts;
import dev.starbeam.reject.FaultKind;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.report.RunSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads what {@link SummaryJson} wrote, to be completed. */
public final class SummaryReading {
    private SummaryReading() {}

    /** @throws IOException when this is no summary of this program's */
    public static RunSummary of(String text) throws IOException {
        JsonNode json = new ObjectMapper()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(text);
        try {
            return summary(json);
        } catch (IllegalArgumentException e) {
            throw new IOException("this is no summary: " + e.getMessage(), e);
        }
    }

    private static RunSummary summary(JsonNode json) {
        return new RunSummary(
                text(json, "pipeline"),
                text(json, "batch_id"),
                text(json, "outcome"),
                text(json, "message"),
                text(json, "started_at"),
                list(
                        json.required("inputs"),
                        input -> new RunSummary.InputFile(text(input, "file"), number(input, "bytes"))),
                list(json.required("stages"), SummaryReading::stage),
                list(json.required("checks"), SummaryReading::check),
                list(json.required("tables"), SummaryReading::table),
                list(json.required("marts"), JsonNode::textValue),
                list(json.path("measures"), SummaryReading::measure),
                list(json.required("set_aside"), JsonNode::textValue),
                list(json.required("compute"), SummaryReading::compute),
                map(json.required("seconds"), JsonNode::doubleValue),
                map(json.required("versions"), JsonNode::textValue));
    }

    private static RowCounts stage(JsonNode json) {
        return new RowCounts(
                text(json, "stage"),
                number(json, "read"),
                number(json, "accepted"),
                map(json.required("rejected_by_reason"), JsonNode::longValue),
                map(json.required("filtered_by_name"), JsonNode::longValue),
                number(json, "quarantined"),
                map(json.required("notes"), JsonNode::longValue),
                faults(json.path("faults")));
    }

    private static FaultCounts faults(JsonNode json) {
        Map<FaultKind, FaultCount> faults = new TreeMap<>();
        json.forEach(fault -> faults.put(
                new FaultKind(text(fault, "kind"), text(fault, "column")),
                new FaultCount(
                        number(fault, "rows"),
                        number(fault, "of"),
                        new FaultCount.Seen(
                                text(fault, "example"),
                                text(fault, "file"),
                                number(fault, "offset"),
                                number(fault, "line")))));
        return new FaultCounts(faults);
    }

    private static RunSummary.CheckLine check(JsonNode json) {
        return new RunSummary.CheckLine(
                text(json, "check"),
                text(json, "table"),
                text(json, "severity"),
                text(json, "status"),
                number(json, "judged"),
                number(json, "flagged"),
                number(json, "quarantined"),
                list(json.path("share_limits"), JsonNode::doubleValue),
                text(json, "observed"),
                text(json, "expected"),
                text(json, "power"),
                list(json.required("remedies"), JsonNode::textValue),
                map(
                        json.path("held"),
                        sum -> List.of(
                                sum.required("held").decimalValue(),
                                sum.required("all").decimalValue())));
    }

    private static RunSummary.TableLine table(JsonNode json) {
        return new RunSummary.TableLine(
                text(json, "table"),
                number(json, "inserted"),
                number(json, "updated"),
                number(json, "unchanged"),
                json.path("withdrawn").asLong(),
                json.path("staying").asLong());
    }

    private static RunSummary.MeasureLine measure(JsonNode json) {
        return new RunSummary.MeasureLine(
                text(json, "mart"),
                text(json, "column"),
                json.required("published").decimalValue(),
                json.required("with_held").decimalValue());
    }

    private static RunSummary.ComputeLine compute(JsonNode json) {
        return new RunSummary.ComputeLine(
                text(json, "steps"),
                text(json, "cluster"),
                text(json, "size"),
                json.required("busy_seconds").doubleValue(),
                json.required("estimated_credits").doubleValue());
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).textValue();
    }

    private static long number(JsonNode json, String field) {
        return json.required(field).longValue();
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> one) {
        List<T> list = new ArrayList<>();
        array.forEach(node -> list.add(one.apply(node)));
        return list;
    }

    private static <T> Map<String, T> map(JsonNode fields, Function<JsonNode, T> one) {
        Map<String, T> map = new TreeMap<>();
        fields.properties().forEach(field -> map.put(field.getKey(), one.apply(field.getValue())));
        return map;
    }
}
