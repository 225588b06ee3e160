package dev.starbeam.golden;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which columns tell of one run only, and what is left of them to compare. */
final class ColumnMask {
    /** Ids that follow from paths and times, the clock, and versions of files and of the program. */
    private static final Set<String> OF_THE_RUN = Set.of("_batch_id");

    private static final Set<String> OF_THE_RUN_IN_LEDGERS = Set.of(
            "batch_id",
            "fingerprint",
            "version",
            "started_at",
            "finished_at",
            "published_at",
            "marts_built_at",
            "_loaded_at");

    private static final Set<String> LEDGERS = Set.of("quality", "raw");

    /** Of a path only the name of the file: it may lie in another directory. */
    private static final Map<String, UnaryOperator<String>> PATHS = Stream.of("_source_file", "source_file", "file")
            .collect(Collectors.toMap(name -> name, name -> text -> "regexp_replace(" + text + ", '^.*/', '')"));

    private ColumnMask() {}

    static boolean hides(String schema, String column) {
        return OF_THE_RUN.contains(column) || LEDGERS.contains(schema) && OF_THE_RUN_IN_LEDGERS.contains(column);
    }

    /** SQL of the text to compare; of two rows it is equal exactly when their values are, NULL included. */
    static String text(String column) {
        String text = PATHS.getOrDefault(column, UnaryOperator.identity())
                .apply("\"" + column.replace("\"", "\"\"") + "\"::VARCHAR");
        return "coalesce(length(" + text + ") || ':' || " + text + ", '-')";
    }
}
