package dev.starbeam.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What a program has to know of a summary, however it is printed.
 *
 * @param outcome the outcome's word
 * @param startedAt when the run began, ISO 8601 in UTC
 * @param failedChecks how many checks have failed
 */
public record SummaryHead(String outcome, String startedAt, long failedChecks) {
    /** @throws IOException when this is no JSON, or not a summary's */
    public static SummaryHead of(String json) throws IOException {
        String outcome = "";
        String startedAt = "";
        long failed = 0;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            requireObject(parser.nextToken());
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "outcome" -> outcome = parser.getText();
                    case "started_at" -> startedAt = parser.getText();
                    case "checks" -> failed = failed(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        if (outcome.isEmpty()) {
            throw new IOException("the summary tells no outcome");
        }
        return new SummaryHead(outcome, startedAt, failed);
    }

    private static void requireObject(JsonToken first) throws IOException {
        if (first != JsonToken.START_OBJECT) {
            throw new IOException("a summary is a JSON object, not " + first);
        }
    }

    private static long failed(JsonParser checks) throws IOException {
        long failed = 0;
        while (checks.nextToken() == JsonToken.START_OBJECT) {
            while (checks.nextToken() == JsonToken.FIELD_NAME) {
                boolean status = checks.currentName().equals("status");
                checks.nextToken();
                failed += status && checks.getText().equals("fail") ? 1 : 0;
                checks.skipChildren();
            }
        }
        return failed;
    }
}
