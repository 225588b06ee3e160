package dev.starbeam.run.batch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.reject.FaultCount;
import dev.starbeam.reject.FaultKind;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RunScope;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.source.SourceRange;
import dev.starbeam.star.calendar.CalendarSpan;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/** A batch record as JSON. {@link RecordReading} reads it. */
final class RecordJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RecordJson() {}

    static ObjectNode of(BatchRecord record) {
        PlannedBatch planned = record.planned();
        ObjectNode json = NODES.objectNode();
        json.put("pipeline", planned.pipeline());
        json.put("batch_id", planned.batchId());
        json.put("fingerprint", planned.fingerprint());
        json.put("warehouse", planned.warehouse());
        json.put("staging", planned.staging());
        json.put("started_at", Instant.ofEpochMilli(planned.startedMillis()).toString());
        json.put("staged_at", Instant.ofEpochMilli(record.stagedMillis()).toString());
        json.set("scope", scope(planned.scope()));
        ObjectNode ranges = json.putObject("ranges");
        planned.ranges().forEach((source, some) -> ranges.set(source, array(some, RecordJson::range)));
        json.set("files", array(record.files(), RecordJson::file));
        json.set("counts", array(record.counts(), RecordJson::counts));
        json.set("tables", array(record.tables(), RecordJson::table));
        json.set("days", days(record.days()));
        return json;
    }

    private static <T> ArrayNode array(Collection<T> values, Function<T, ObjectNode> json) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(json.apply(value)));
        return array;
    }

    private static ObjectNode scope(RunScope scope) {
        return NODES.objectNode()
                .put("is_part", scope.isPart())
                .put("rebuilds", scope.rebuilds())
                .put("interval", scope.interval());
    }

    private static ObjectNode range(SourceRange range) {
        ObjectNode json = NODES.objectNode()
                .put("path", range.path())
                .put("bytes", range.file().size())
                .put("modified_ms", range.file().lastModifiedMillis())
                .put("checksum", range.file().checksum())
                .put("seekable", range.file().seekable())
                .put("start", range.start())
                .put("end", range.end())
                .put("splittable", range.splittable())
                .put("text_bytes", range.textBytes());
        return range.file().content() == null
                ? json
                : json.put("content", range.file().content());
    }

    private static ObjectNode file(LoadFile file) {
        ObjectNode json = NODES.objectNode();
        json.put("table", file.table()).put("uri", file.uri()).put("rows", file.rows());
        json.put("bytes", file.bytes());
        json.set(
                "holds",
                array(
                        file.holds(),
                        rows -> NODES.objectNode()
                                .put("file", rows.file())
                                .put("first", rows.first())
                                .put("last", rows.last())));
        return json;
    }

    private static ObjectNode counts(RowCounts counts) {
        ObjectNode json = NODES.objectNode();
        json.put("stage", counts.stage()).put("read", counts.read()).put("accepted", counts.accepted());
        json.put("quarantined", counts.quarantined());
        json.set("rejected", numbers(counts.rejected()));
        json.set("filtered", numbers(counts.filtered()));
        json.set("notes", numbers(counts.notes()));
        if (!counts.faults().counts().isEmpty()) {
            ArrayNode faults = json.putArray("faults");
            counts.faults().counts().forEach((kind, count) -> faults.add(fault(kind, count)));
        }
        return json;
    }

    private static ObjectNode fault(FaultKind kind, FaultCount count) {
        ObjectNode json = NODES.objectNode().put("kind", kind.kind()).put("column", kind.column());
        json.put("rows", count.rows()).put("of", count.of());
        FaultCount.Seen first = count.first();
        if (first != null) {
            json.putObject("first")
                    .put("what", first.what())
                    .put("file", first.file())
                    .put("offset", first.offset())
                    .put("line", first.line());
        }
        return json;
    }

    private static ObjectNode numbers(Map<String, Long> numbers) {
        ObjectNode json = NODES.objectNode();
        numbers.forEach(json::put);
        return json;
    }

    private static ObjectNode table(BatchRecord.CheckedTable table) {
        ObjectNode json = NODES.objectNode().put("table", table.table());
        json.putObject("statistics")
                .put("uri", table.statistics().uri())
                .put("bytes", table.statistics().bytes())
                .put("sha256", table.statistics().sha256());
        FailureCountState failures = table.failures();
        ObjectNode failed = json.putObject("failures").put("quarantined_rows", failures.quarantinedRows());
        ObjectNode checks = failed.putObject("checks");
        failures.byCheck()
                .forEach((id, counts) -> checks.putObject(id)
                        .put("judged", counts.judged())
                        .put("flagged", counts.flagged())
                        .put("quarantined", counts.quarantined()));
        ObjectNode examples = failed.putObject("examples");
        failures.examples().forEach((id, kept) -> kept.forEach(examples.putArray(id)::add));
        if (!failures.sums().parts().isEmpty()) {
            ObjectNode sums = failed.putObject("sums");
            failures.sums().parts().forEach((part, measures) -> {
                ObjectNode ofPart = sums.putObject(part);
                measures.forEach((measure, sum) -> ofPart.put(measure, sum.toString()));
            });
        }
        return json;
    }

    private static ObjectNode days(CalendarSpan days) {
        return NODES.objectNode().put("first", days.first()).put("last", days.last());
    }
}
