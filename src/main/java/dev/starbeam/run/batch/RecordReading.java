package dev.starbeam.run.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.reject.FaultCount;
import dev.starbeam.reject.FaultCounts;
import dev.starbeam.reject.FaultKind;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RunScope;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.RowRange;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourceRange;
import dev.starbeam.star.calendar.CalendarSpan;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordJson} wrote. A field that is missing is an {@link IllegalArgumentException} that names it. */
final class RecordReading {
    private RecordReading() {}

    static BatchRecord record(JsonNode json) {
        PlannedBatch planned = new PlannedBatch(
                text(json, "pipeline"),
                text(json, "batch_id"),
                text(json, "fingerprint"),
                text(json, "warehouse"),
                text(json, "staging"),
                millis(json, "started_at"),
                scope(json.required("scope")),
                ranges(json.required("ranges")));
        return new BatchRecord(
                planned,
                millis(json, "staged_at"),
                list(json.required("files"), RecordReading::file),
                list(json.required("counts"), RecordReading::counts),
                list(json.required("tables"), RecordReading::table),
                days(json.required("days")));
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).textValue();
    }

    private static @Nullable String textOrNull(JsonNode json, String field) {
        return json.required(field).textValue();
    }

    private static long number(JsonNode json, String field) {
        return json.required(field).longValue();
    }

    private static boolean flag(JsonNode json, String field) {
        return json.required(field).booleanValue();
    }

    private static long millis(JsonNode json, String field) {
        return Instant.parse(text(json, field)).toEpochMilli();
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> one) {
        List<T> list = new ArrayList<>(array.size());
        array.forEach(node -> list.add(one.apply(node)));
        return list;
    }

    private static RunScope scope(JsonNode json) {
        return new RunScope(flag(json, "is_part"), flag(json, "rebuilds"), textOrNull(json, "interval"));
    }

    private static Map<String, List<SourceRange>> ranges(JsonNode json) {
        Map<String, List<SourceRange>> ranges = new LinkedHashMap<>();
        json.properties()
                .forEach(source ->
                        ranges.put(source.getKey(), list(source.getValue(), range -> range(source.getKey(), range))));
        return ranges;
    }

    private static SourceRange range(String source, JsonNode json) {
        SourceFile file = new SourceFile(
                text(json, "path"),
                number(json, "bytes"),
                number(json, "modified_ms"),
                textOrNull(json, "checksum"),
                flag(json, "seekable"),
                json.path("content").textValue());
        return new SourceRange(
                source,
                file,
                number(json, "start"),
                number(json, "end"),
                flag(json, "splittable"),
                number(json, "text_bytes"));
    }

    private static LoadFile file(JsonNode json) {
        List<RowRange> holds = list(
                json.required("holds"),
                rows -> new RowRange(text(rows, "file"), number(rows, "first"), number(rows, "last")));
        return new LoadFile(text(json, "table"), text(json, "uri"), number(json, "rows"), number(json, "bytes"), holds);
    }

    private static RowCounts counts(JsonNode json) {
        return new RowCounts(
                text(json, "stage"),
                number(json, "read"),
                number(json, "accepted"),
                numbers(json.required("rejected")),
                numbers(json.required("filtered")),
                number(json, "quarantined"),
                numbers(json.required("notes")),
                faults(json.path("faults")));
    }

    private static FaultCounts faults(JsonNode json) {
        Map<FaultKind, FaultCount> faults = new LinkedHashMap<>();
        json.forEach(fault -> faults.put(
                new FaultKind(text(fault, "kind"), text(fault, "column")),
                new FaultCount(number(fault, "rows"), number(fault, "of"), seen(fault.path("first")))));
        return new FaultCounts(faults);
    }

    private static FaultCount.@Nullable Seen seen(JsonNode json) {
        return json.isMissingNode()
                ? null
                : new FaultCount.Seen(
                        text(json, "what"), text(json, "file"), number(json, "offset"), number(json, "line"));
    }

    private static Map<String, Long> numbers(JsonNode json) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        json.properties()
                .forEach(field -> numbers.put(field.getKey(), field.getValue().longValue()));
        return numbers;
    }

    private static BatchRecord.CheckedTable table(JsonNode json) {
        JsonNode state = json.required("statistics");
        return new BatchRecord.CheckedTable(
                text(json, "table"),
                new StateFile(text(state, "uri"), number(state, "bytes"), text(state, "sha256")),
                failures(json.required("failures")));
    }

    private static FailureCountState failures(JsonNode json) {
        FailureCountState failures = new FailureCountState();
        failures.addQuarantined(number(json, "quarantined_rows"));
        json.required("checks")
                .properties()
                .forEach(check -> failures.add(
                        check.getKey(),
                        number(check.getValue(), "judged"),
                        number(check.getValue(), "flagged"),
                        number(check.getValue(), "quarantined")));
        json.required("examples")
                .properties()
                .forEach(check ->
                        check.getValue().forEach(kept -> failures.addExample(check.getKey(), kept.textValue())));
        json.path("sums")
                .properties()
                .forEach(part -> part.getValue()
                        .properties()
                        .forEach(sum -> failures.sums()
                                .add(
                                        part.getKey(),
                                        sum.getKey(),
                                        new BigInteger(sum.getValue().textValue()))));
        return failures;
    }

    private static CalendarSpan days(JsonNode json) {
        return new CalendarSpan(number(json, "first"), number(json, "last"));
    }
}
