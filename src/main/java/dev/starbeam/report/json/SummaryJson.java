package dev.starbeam.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.starbeam.reject.FaultCount;
import dev.starbeam.reject.FaultKind;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.report.RunSummary;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The summary as JSON, for programs; names are lower case with underscores and stay as they are. */
public final class SummaryJson {
    private final JsonGenerator json;

    private SummaryJson(JsonGenerator json) {
        this.json = json;
    }

    /** The whole summary, indented. */
    public static String of(RunSummary summary) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            new SummaryJson(json).write(summary);
        } catch (IOException e) {
            throw new IllegalStateException("a string took no text", e);
        }
        return text + "\n";
    }

    private void write(RunSummary summary) throws IOException {
        json.writeStartObject();
        json.writeStringField("pipeline", summary.pipeline());
        json.writeStringField("batch_id", summary.batchId());
        json.writeStringField("outcome", summary.outcome());
        json.writeStringField("message", summary.message());
        json.writeStringField("started_at", summary.startedAt());
        json.writeBooleanField("every_row_accounted_for", summary.balances());
        writeEarlier(summary.earlier());
        writeList("inputs", summary.inputs(), this::input);
        writeList("stages", summary.stages(), this::stage);
        writeList("checks", summary.checks(), this::check);
        writeList("tables", summary.tables(), this::table);
        writeList("marts", summary.marts(), json::writeString);
        writeList("measures", summary.measures(), this::measure);
        writeList("set_aside", summary.setAside(), json::writeString);
        writeList("compute", summary.compute(), this::compute);
        json.writeObjectFieldStart("seconds");
        for (Map.Entry<String, Double> step : summary.timings().entrySet()) {
            json.writeNumberField(step.getKey(), step.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("versions");
        for (Map.Entry<String, String> version : summary.versions().entrySet()) {
            json.writeStringField(version.getKey(), version.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeEarlier(RunSummary.@Nullable Earlier earlier) throws IOException {
        if (earlier == null) {
            return;
        }
        json.writeObjectFieldStart("earlier");
        json.writeStringField("batch_id", earlier.batchId());
        if (earlier.summary() != null) {
            json.writeStringField("summary", earlier.summary());
        }
        json.writeEndObject();
    }

    private void input(RunSummary.InputFile input) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", input.file());
        json.writeNumberField("bytes", input.bytes());
        json.writeEndObject();
    }

    private void stage(RowCounts counts) throws IOException {
        json.writeStartObject();
        json.writeStringField("stage", counts.stage());
        json.writeNumberField("read", counts.read());
        json.writeNumberField("accepted", counts.accepted());
        json.writeNumberField("rejected", counts.rejectedRows());
        json.writeNumberField("filtered", counts.filteredRows());
        json.writeNumberField("quarantined", counts.quarantined());
        counts("rejected_by_reason", counts.rejected());
        counts("filtered_by_name", counts.filtered());
        counts("notes", counts.notes());
        json.writeArrayFieldStart("faults");
        for (Map.Entry<FaultKind, FaultCount> fault : counts.faults().counts().entrySet()) {
            fault(fault.getKey(), fault.getValue());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void fault(FaultKind kind, FaultCount count) throws IOException {
        FaultCount.Seen first = count.first();
        if (first == null) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("kind", kind.kind());
        json.writeStringField("column", kind.column());
        json.writeNumberField("rows", count.rows());
        json.writeNumberField("of", count.of());
        json.writeStringField("example", first.what());
        json.writeStringField("file", first.file());
        json.writeNumberField("offset", first.offset());
        json.writeNumberField("line", first.line());
        json.writeEndObject();
    }

    private void check(RunSummary.CheckLine check) throws IOException {
        writeCheck(json, check);
    }

    static void writeCheck(JsonGenerator json, RunSummary.CheckLine check) throws IOException {
        json.writeStartObject();
        json.writeStringField("check", check.check());
        json.writeStringField("table", check.table());
        json.writeStringField("severity", check.severity());
        json.writeStringField("status", check.status());
        json.writeNumberField("judged", check.judged());
        json.writeNumberField("flagged", check.flagged());
        json.writeNumberField("quarantined", check.quarantined());
        if (!check.shareLimits().isEmpty()) {
            json.writeArrayFieldStart("share_limits");
            for (double limit : check.shareLimits()) {
                json.writeNumber(limit);
            }
            json.writeEndArray();
        }
        json.writeStringField("observed", check.observed());
        json.writeStringField("expected", check.expected());
        json.writeStringField("power", check.power());
        json.writeArrayFieldStart("remedies");
        for (String remedy : check.remedies()) {
            json.writeString(remedy);
        }
        json.writeEndArray();
        if (!check.held().isEmpty()) {
            json.writeObjectFieldStart("held");
            for (Map.Entry<String, List<BigDecimal>> sum : check.held().entrySet()) {
                json.writeObjectFieldStart(sum.getKey());
                json.writeNumberField("held", sum.getValue().get(0));
                json.writeNumberField("all", sum.getValue().get(1));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void table(RunSummary.TableLine table) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", table.table());
        json.writeNumberField("inserted", table.inserted());
        json.writeNumberField("updated", table.updated());
        json.writeNumberField("unchanged", table.unchanged());
        json.writeNumberField("withdrawn", table.withdrawn());
        json.writeNumberField("staying", table.staying());
        json.writeEndObject();
    }

    private void measure(RunSummary.MeasureLine measure) throws IOException {
        json.writeStartObject();
        json.writeStringField("mart", measure.mart());
        json.writeStringField("column", measure.column());
        json.writeNumberField("published", measure.published());
        json.writeNumberField("with_held", measure.withHeld());
        json.writeEndObject();
    }

    private void compute(RunSummary.ComputeLine compute) throws IOException {
        json.writeStartObject();
        json.writeStringField("steps", compute.steps());
        json.writeStringField("cluster", compute.cluster());
        json.writeStringField("size", compute.size());
        json.writeNumberField("busy_seconds", compute.busySeconds());
        json.writeNumberField("estimated_credits", compute.credits());
        json.writeEndObject();
    }

    private void counts(String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private <T> void writeList(String name, List<T> values, Part<T> part) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            part.write(value);
        }
        json.writeEndArray();
    }

    private interface Part<T> {
        void write(T value) throws IOException;
    }
}
