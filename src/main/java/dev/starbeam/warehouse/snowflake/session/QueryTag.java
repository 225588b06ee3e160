package dev.starbeam.warehouse.snowflake.session;

import java.util.Locale;

/**
 * What Snowflake's query history shows beside each statement, as JSON, so that cost can be summed by pipeline, batch and
 * step: {@code {"app":"starbeam","pipeline":"shop","batch":"shop-1f","step":"merge"}}.
 *
 * @param pipeline the pipeline's name
 * @param batchId the batch's id
 */
public record QueryTag(String pipeline, String batchId) {
    public String of(SnowflakeStep step) {
        return "{\"app\":\"starbeam\",\"pipeline\":\"" + plain(pipeline) + "\",\"batch\":\"" + plain(batchId)
                + "\",\"step\":\"" + step.name().toLowerCase(Locale.ROOT) + "\"}";
    }

    /** Names are plain already; a tag must stay JSON whatever comes, and has no more than 2000 characters. */
    private static String plain(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_. -]", "_");
        return safe.substring(0, Math.min(safe.length(), 256));
    }
}
