package dev.starbeam.warehouse.snowflake.session;

import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.ComputeModel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What compute costs. A warehouse that resumes is billed by the second, but for a minute at least, until it suspends; so
 * the seconds of idling before it suspends itself count, too.
 *
 * <p>Source of the rates and of the minimum: Snowflake's documentation, "Understanding compute cost"; see
 * docs/snowflake.md, which has the table with its date.
 */
public final class Credits {
    private static final int LEAST_SECONDS = 60;
    private static final double TEXT_TO_PARQUET = 0.6;

    /** Bytes a second that one credit an hour loads: half of what the vendor measured with Parquet (4.7 TB, 626 s, 2XL). */
    private static final double LOADED = 117e6;

    /** A MERGE reads, matches and writes what COPY only writes. */
    private static final double MERGED = LOADED / 3;

    private Credits() {}

    /** For one resume and {@code busySeconds} of work. */
    static double of(ComputeModel compute, double busySeconds) {
        double idle = compute.suspendAfterStep() ? 0 : compute.autoSuspendSeconds();
        double billed = Math.max(LEAST_SECONDS, busySeconds + idle);
        return compute.size().creditsPerHour() * billed / 3600;
    }

    /**
     * About what a run will cost, by step.
     *
     * @param textBytes what the sources hold, decompressed
     * @param marts how many are built; each is taken to read everything
     */
    public static Map<String, Double> estimate(SnowflakeOptions snowflake, long textBytes, int marts) {
        double parquet = textBytes * TEXT_TO_PARQUET;
        Map<ComputeModel, Double> seconds = new LinkedHashMap<>();
        Map<ComputeModel, String> steps = new LinkedHashMap<>();
        add("load", snowflake.load(), parquet / LOADED, seconds, steps);
        add("merge", snowflake.merge(), parquet / MERGED, seconds, steps);
        if (marts > 0) {
            add("marts", snowflake.marts(), marts * parquet / MERGED, seconds, steps);
        }
        Map<String, Double> credits = new LinkedHashMap<>();
        seconds.forEach((compute, busy) -> credits.put(
                steps.get(compute) + " on " + compute.warehouse(),
                of(compute, busy / compute.size().creditsPerHour())));
        return credits;
    }

    private static void add(
            String step,
            ComputeModel compute,
            double work,
            Map<ComputeModel, Double> seconds,
            Map<ComputeModel, String> steps) {
        seconds.merge(compute, work, Double::sum);
        steps.merge(compute, step, (some, other) -> some + ", " + other);
    }
}
