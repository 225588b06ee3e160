package dev.starbeam.run.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.spill.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Stores batch records and reads them back, equal or not at all: {@code {"format": 1, "sha256": …, "record": {…}}}, where
 * the checksum is that of the record's JSON without blanks.
 */
public final class RecordFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "/batch.json";

    private RecordFile() {}

    /**
     * Stores a record beside its batch's files, under a name of this attempt's own.
     *
     * @return where it is
     */
    public static String write(BatchRecord record) throws IOException {
        String uri = WholeFile.newName(record.planned().staging() + "/batch", ".json");
        WholeFile.write(uri, text(record).getBytes(StandardCharsets.UTF_8));
        return uri;
    }

    /**
     * Gives a stored record the name by which people and schedulers find it. Any attempt's record will do: each names
     * files that are whole.
     */
    public static String name(String stored) throws IOException {
        String named = stored.substring(0, stored.lastIndexOf('/')) + NAME;
        WholeFile.replace(named, stored(stored));
        return named;
    }

    /** Where {@link #name} puts the record of a batch whose files are in {@code staging}. */
    public static String nameIn(String staging) {
        return staging + NAME;
    }

    static String text(BatchRecord record) throws JsonProcessingException {
        ObjectNode json = RecordJson.of(record);
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("format", BatchRecord.FORMAT).put("sha256", checksum(json));
        file.set("record", json);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    }

    /** @throws InvalidBatchRecordException when it is gone, torn, altered or of a newer format */
    public static BatchRecord read(String uri) throws IOException {
        JsonNode file;
        try {
            file = JSON.readTree(stored(uri));
        } catch (JsonProcessingException e) {
            throw damaged(uri, "it ends early or is no JSON");
        }
        requireKnown(uri, file.path("format"));
        JsonNode json = file.path("record");
        if (!checksum(json).equals(file.path("sha256").textValue())) {
            throw damaged(uri, "its checksum is another");
        }
        try {
            return RecordReading.record(json);
        } catch (RuntimeException e) {
            throw damaged(uri, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] stored(String uri) throws IOException {
        return WholeFile.read(uri)
                .orElseThrow(() -> new InvalidBatchRecordException("there is no batch record " + uri
                        + "; it goes with the batch's files once the batch is published."
                        + " Name what starbeam stage printed"));
    }

    private static void requireKnown(String uri, JsonNode format) throws InvalidBatchRecordException {
        if (!format.isInt()) {
            throw damaged(uri, "it tells no format");
        }
        if (format.intValue() > BatchRecord.FORMAT) {
            throw new InvalidBatchRecordException("batch record " + uri + " has format " + format.intValue()
                    + "; this Starbeam knows formats up to " + BatchRecord.FORMAT
                    + ". Nothing was changed; use the newer Starbeam that wrote it, or stage the batch again");
        }
    }

    private static InvalidBatchRecordException damaged(String uri, String why) {
        return new InvalidBatchRecordException(
                "batch record " + uri + " is torn or altered: " + why + ". Nothing was changed; stage the batch again");
    }

    private static String checksum(JsonNode json) throws JsonProcessingException {
        return Sha256.of(JSON.writeValueAsBytes(json));
    }
}
