package dev.starbeam.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A run's summary without its times, paths, versions and batch id. */
public final class MaskedSummary {
    private static final Set<String> OF_THE_RUN = Set.of("started_at", "worker_ms", "seconds", "versions");
    private static final ObjectMapper JSON = new ObjectMapper();

    private MaskedSummary() {}

    /** Pretty JSON; {@code home} is the directory that the run wrote to. */
    public static String of(Path file, Path home) throws IOException {
        String text = Files.readString(file);
        String batch = JSON.readTree(text).get("batch_id").asText();
        String masked = text.replace(batch, "<batch>")
                .replace(home.toAbsolutePath().toString(), "<home>")
                .replace(Path.of("").toAbsolutePath().toString(), "<project>");
        JsonNode summary = JSON.readTree(masked);
        mask(summary, false);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(summary) + "\n";
    }

    private static void mask(JsonNode node, boolean values) {
        if (node instanceof ObjectNode fields) {
            List<String> names = new ArrayList<>();
            fields.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                boolean hidden = values || OF_THE_RUN.contains(name);
                if (hidden && fields.get(name).isValueNode()) {
                    fields.set(name, TextNode.valueOf("<hidden>"));
                } else {
                    mask(fields.get(name), hidden);
                }
            }
        } else {
            node.forEach(element -> mask(element, values));
        }
    }
}
