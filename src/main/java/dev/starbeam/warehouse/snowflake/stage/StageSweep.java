package dev.starbeam.warehouse.snowflake.stage;

import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what runs that died left of a pipeline on an internal stage: attempts to publish whose newest file is older
 * than any attempt lasts. Both times are Snowflake's, so no clock of ours counts. What doesn't look like an attempt, or
 * has no time that can be read, stays.
 */
final class StageSweep {
    private static final Logger LOG = LoggerFactory.getLogger(StageSweep.class);

    /** As LIST writes it: {@code Thu, 26 Nov 2026 06:11:26 GMT}, here without the day of the week. */
    private static final DateTimeFormatter MODIFIED =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

    /** LIST puts the stage's name, without its schema, before the path: batch, attempt, table and file. */
    private static final String BELOW_PIPELINE =
            "/([A-Za-z0-9_.=-]+/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/)[^/]+/[^/]+";

    private final String place;
    private final Pattern file;
    private final int keepDays;

    /**
     * @param place of the pipeline on the stage, with a slash at its end
     * @param pipeline its part of that
     */
    StageSweep(String place, String pipeline, int keepDays) {
        this.place = place;
        this.file = Pattern.compile("[^/]+/" + Pattern.quote(pipeline) + BELOW_PIPELINE);
        this.keepDays = keepDays;
    }

    /** Failing is no harm: the files are there for the next sweep. */
    void run(SnowflakeSession session) {
        try {
            Map<String, Instant> attempts = attempts(session.show("list " + place));
            if (!attempts.isEmpty()) {
                Instant before = now(session).minus(keepDays, ChronoUnit.DAYS);
                attempts.values().removeIf(newest -> !newest.isBefore(before));
                for (String attempt : attempts.keySet()) {
                    session.execute("remove " + place + attempt);
                }
            }
        } catch (SQLException e) {
            LOG.warn("files that earlier runs left at {} were not removed: {}", place, e.getMessage());
        }
    }

    /** When each attempt's newest file was put. */
    private Map<String, Instant> attempts(List<Map<String, @Nullable Object>> listed) {
        Map<String, Instant> newest = new TreeMap<>();
        for (Map<String, @Nullable Object> row : listed) {
            Matcher path = file.matcher(String.valueOf(row.get("name")));
            if (path.matches()) {
                newest.merge(
                        path.group(1),
                        time(String.valueOf(row.get("last_modified"))),
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return newest;
    }

    private static Instant time(String modified) {
        try {
            String date = modified.substring(modified.indexOf(',') + 1).strip();
            return LocalDateTime.parse(date, MODIFIED).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return Instant.MAX;
        }
    }

    private static Instant now(SnowflakeSession session) throws SQLException {
        return Instant.ofEpochSecond(session.number("select date_part(epoch_second, current_timestamp())"));
    }
}
