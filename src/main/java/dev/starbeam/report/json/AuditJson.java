package dev.starbeam.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.starbeam.report.AuditSummary;
import dev.starbeam.report.RunSummary;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** An audit as JSON, for programs; a check has the members that it has in the summary of a run. */
public final class AuditJson {
    private AuditJson() {}

    /** The whole audit, indented. */
    public static String of(AuditSummary audit) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            write(audit, json);
        } catch (IOException e) {
            throw new IllegalStateException("a string took no text", e);
        }
        return text + "\n";
    }

    private static void write(AuditSummary audit, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("pipeline", audit.pipeline());
        json.writeStringField("warehouse", audit.warehouse());
        json.writeStringField("outcome", audit.passed() ? "passed" : "failed");
        json.writeStringField("message", audit.message());
        json.writeStringField("started_at", audit.startedAt());
        json.writeArrayFieldStart("checks");
        for (RunSummary.CheckLine check : audit.checks()) {
            SummaryJson.writeCheck(json, check);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("read");
        for (String check : audit.read()) {
            json.writeString(check);
        }
        json.writeEndArray();
        json.writeNumberField("seconds", audit.seconds());
        json.writeObjectFieldStart("versions");
        for (Map.Entry<String, String> version : audit.versions().entrySet()) {
            json.writeStringField(version.getKey(), version.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
