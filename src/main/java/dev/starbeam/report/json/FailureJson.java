package dev.starbeam.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.starbeam.report.FailureSummary;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;

/** The summary of a run that failed, as JSON: the members of {@link SummaryJson} as far as they are known. */
public final class FailureJson {
    private static final Set<String> OURS =
            Set.of("pipeline", "batch_id", "outcome", "reached", "message", "advice", "started_at", "versions");

    private FailureJson() {}

    /** Of a run that has left no summary. */
    public static String of(FailureSummary failure) {
        try {
            return with(failure, "{}");
        } catch (IOException e) {
            throw new IllegalStateException("a string took no text", e);
        }
    }

    /**
     * Of a run that failed after its publishing step had written a summary, whose figures stay.
     *
     * @throws IOException when that is no JSON object
     */
    public static String with(FailureSummary failure, String summary) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonParser parser = new JsonFactory().createParser(summary);
                JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            writeHead(failure, json);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a summary is a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (OURS.contains(parser.currentName())) {
                    parser.nextToken();
                    parser.skipChildren();
                } else {
                    json.copyCurrentStructure(parser);
                }
            }
            json.writeObjectFieldStart("versions");
            for (Map.Entry<String, String> version : failure.versions().entrySet()) {
                json.writeStringField(version.getKey(), version.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void writeHead(FailureSummary failure, JsonGenerator json) throws IOException {
        json.writeStringField("pipeline", failure.pipeline());
        json.writeStringField("batch_id", failure.batchId());
        json.writeStringField("outcome", failure.outcome());
        if (!failure.reached().isEmpty()) {
            json.writeStringField("reached", failure.reached());
        }
        json.writeStringField("message", failure.message());
        if (!failure.advice().isEmpty()) {
            json.writeStringField("advice", failure.advice());
        }
        json.writeStringField("started_at", failure.startedAt());
    }
}
