package dev.starbeam.warehouse.snowflake.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.warehouse.snowflake.standin.StandInAnswer.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files on stages: uploads, listings, removals. */
final class StandInFiles {
    private final StandInStages stages;

    StandInFiles(StandInStages stages) {
        this.stages = stages;
    }

    ObjectNode put(String sql) {
        Matcher file = Pattern.compile("(?i)put '?file://([^' ]+|[^']+)'? @").matcher(sql);
        StandInStages.Place place = stages.find(sql);
        if (!file.find()) {
            throw new StandInRefusal(1003, "42000", "SQL compilation error: PUT without a file: " + sql);
        }
        try {
            Files.createDirectories(place.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ObjectNode answer = StandInAnswer.rows(sql, List.of(), List.of());
        ObjectNode data = (ObjectNode) answer.get("data");
        data.put("command", "UPLOAD").put("parallel", 4).put("threshold", 209715200);
        data.put("autoCompress", !sql.toLowerCase(Locale.ROOT).contains("auto_compress = false"));
        data.put("sourceCompression", "none");
        data.put("overwrite", sql.toLowerCase(Locale.ROOT).contains("overwrite = true"));
        data.putArray("src_locations").add(file.group(1));
        data.putObject("stageInfo")
                .put("locationType", "LOCAL_FS")
                .put("location", place.directory() + "/")
                .put("path", place.label())
                .put("isClientSideEncrypted", false)
                .putObject("creds");
        return answer;
    }

    ObjectNode list(String sql) throws IOException {
        StandInStages.Place place = stages.find(sql);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Path file : stages.files(place)) {
            rows.add(List.of(
                    place.listed(file),
                    String.valueOf(Files.size(file)),
                    "0cc175b9c0f1b6a831c399e269772661",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            Files.getLastModifiedTime(file).toInstant().atOffset(ZoneOffset.UTC))));
        }
        return StandInAnswer.rows(
                sql,
                List.of(Column.text("name"), Column.number("size"), Column.text("md5"), Column.text("last_modified")),
                rows);
    }

    ObjectNode remove(String sql) throws IOException {
        StandInStages.Place place = stages.find(sql);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Path file : stages.files(place)) {
            rows.add(List.of(place.listed(file), "removed"));
            Files.delete(file);
        }
        return StandInAnswer.rows(sql, List.of(Column.text("name"), Column.text("result")), rows);
    }
}
