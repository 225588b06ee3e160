package dev.starbeam.warehouse;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One check's result, a row of {@code quality.check_results}.
 *
 * @param checkId the check's id, unique in its pipeline
 * @param table the fact or dimension judged
 * @param column the column judged, if it is one
 * @param severity {@code warn} or {@code error}
 * @param onFailure {@code keep} or {@code quarantine}
 * @param status {@code pass}, {@code warn}, {@code fail}, {@code held} or {@code not_judged}
 * @param judged rows the check had a say about
 * @param flagged rows at fault
 * @param powerless rows judged where nothing could ever be flagged
 * @param observed what was found
 * @param expected what passes
 * @param remedy what people can do, if it failed
 */
public record CheckRecord(
        String checkId,
        String table,
        @Nullable String column,
        String severity,
        String onFailure,
        String status,
        long judged,
        long flagged,
        long powerless,
        @Nullable String observed,
        @Nullable String expected,
        @Nullable String remedy)
        implements Serializable {}
