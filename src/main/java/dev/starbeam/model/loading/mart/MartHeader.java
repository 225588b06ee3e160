package dev.starbeam.model.loading.mart;

import dev.starbeam.model.Materialization;
import dev.starbeam.model.loading.yaml.Mistakes;
import dev.starbeam.model.loading.yaml.Place;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.words.Counted;
import dev.starbeam.words.NearestName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the comment lines at a mart's top declare: {@code -- materialized: dynamic_table}, {@code -- target_lag: 10
 * minutes}.
 *
 * @param materialized a table unless declared
 * @param targetLag of a dynamic table
 * @param groupBy the columns that tell the groups of an incremental mart apart
 */
record MartHeader(Materialization materialized, @Nullable String targetLag, List<String> groupBy) {
    private static final Pattern DECLARATION =
            Pattern.compile("--\\s*(materialized|target_lag|group_by)\\s*:\\s*(.*?)\\s*");
    private static final Pattern ALMOST = Pattern.compile("--\\s*([A-Za-z][A-Za-z_ -]*?)\\s*[:=]\\s*(.*?)\\s*");
    private static final List<String> WORDS = List.of("materialized", "target_lag", "group_by");
    private static final Pattern LAG = Pattern.compile("(\\d{1,9})\\s+(second|minute|hour|day)s?");
    private static final Map<String, Materialization> MATERIALIZED = Scalars.words(Materialization.class);
    private static final String DOWNSTREAM = "downstream";
    private static final Map<String, Long> SECONDS = Map.of("second", 1L, "minute", 60L, "hour", 3600L, "day", 86400L);

    /** What a line declares, and where its value stands. */
    private record Line(String text, Place place) {}

    /** The header; mistakes are reported where they stand. */
    static MartHeader read(String file, String sql, Mistakes mistakes) {
        Map<String, Line> declared = declared(file, sql, mistakes);
        Materialization materialized = materialized(declared.get("materialized"), mistakes);
        Line lag = declared.get("target_lag");
        boolean dynamic = materialized == Materialization.DYNAMIC_TABLE;
        if (lag == null) {
            Line line = declared.get("materialized");
            if (dynamic && line != null) {
                mistakes.add(line.place(), "a dynamic table needs a line such as -- target_lag: 10 minutes");
            }
        } else if (!dynamic) {
            mistakes.add(lag.place(), "target_lag is for dynamic tables; expected -- materialized: dynamic_table");
        }
        List<String> groupBy = groupBy(materialized, declared, mistakes);
        return new MartHeader(materialized, dynamic && lag != null ? targetLag(lag, mistakes) : null, groupBy);
    }

    private static List<String> groupBy(Materialization materialized, Map<String, Line> declared, Mistakes mistakes) {
        Line keys = declared.get("group_by");
        Line line = declared.get("materialized");
        boolean incremental = materialized == Materialization.INCREMENTAL;
        if (incremental && keys == null && line != null) {
            mistakes.add(line.place(), "an incremental mart needs a line such as -- group_by: customer_key");
        } else if (!incremental && keys != null) {
            mistakes.add(keys.place(), "group_by is for incremental marts; expected -- materialized: incremental");
        }
        return incremental && keys != null
                ? Arrays.stream(keys.text().split("\\s*,\\s*"))
                        .map(key -> key.toLowerCase(Locale.ROOT))
                        .toList()
                : List.of();
    }

    private static Map<String, Line> declared(String file, String sql, Mistakes mistakes) {
        Map<String, Line> declared = new HashMap<>();
        List<String> lines = sql.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("--")) {
                break;
            }
            Matcher parts = DECLARATION.matcher(line);
            if (parts.matches()) {
                Place place = new Place(file, i + 1, parts.start(2) + 1);
                declared.put(parts.group(1), new Line(parts.group(2), place));
            } else {
                refuseSlip(new Place(file, i + 1, 1), line, mistakes);
            }
        }
        return declared;
    }

    /** A comment that is nearly a declaration would be taken for none. */
    private static void refuseSlip(Place place, String line, Mistakes mistakes) {
        Matcher parts = ALMOST.matcher(line);
        if (parts.matches()) {
            String word =
                    parts.group(1).toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
            NearestName.of(word, WORDS)
                    .filter(meant -> NearestName.distance(word, meant) <= 2)
                    .ifPresent(meant -> mistakes.add(
                            place,
                            "\"" + parts.group(1) + "\" declares nothing; did you mean -- " + meant + ": "
                                    + parts.group(2) + "?"));
        }
    }

    private static Materialization materialized(@Nullable Line declared, Mistakes mistakes) {
        if (declared == null) {
            return Materialization.TABLE;
        }
        Materialization found = MATERIALIZED.get(declared.text());
        if (found == null) {
            mistakes.add(
                    declared.place(),
                    "unknown materialized \"" + declared.text() + "\"; expected "
                            + NearestName.list(MATERIALIZED.keySet()));
        }
        return found == null ? Materialization.TABLE : found;
    }

    /** The form in which warehouses take it, and no less than a minute, which is the least they take. */
    private static @Nullable String targetLag(Line declared, Mistakes mistakes) {
        String lag = declared.text().toLowerCase(Locale.ROOT).replaceAll("^'(.*)'$", "$1");
        if (lag.equals(DOWNSTREAM)) {
            return DOWNSTREAM;
        }
        Matcher parts = LAG.matcher(lag);
        if (!parts.matches()) {
            mistakes.add(
                    declared.place(),
                    "\"" + declared.text()
                            + "\" is no target_lag; expected a number of seconds, minutes, hours or days,"
                            + " or downstream");
            return null;
        }
        long number = Long.parseLong(parts.group(1));
        String unit = parts.group(2);
        if (number * SECONDS.getOrDefault(unit, 0L) < 60) {
            mistakes.add(
                    declared.place(), "target_lag \"" + declared.text() + "\" is too short; expected a minute or more");
        }
        return number + " " + Counted.noun(number, unit);
    }
}
