package dev.starbeam.report;

import dev.starbeam.report.RunSummary.CheckLine;
import java.util.List;
import java.util.Map;

/**
 * All there is to say about one audit.
 *
 * @param pipeline the pipeline's name
 * @param warehouse its URI, without secrets
 * @param passed whether no check of severity error failed
 * @param startedAt when it began, ISO 8601 in UTC
 * @param checks each check's result, in declared order
 * @param read the checks whose rows were read, since SQL would have rounded; all others are pushed down
 * @param seconds how long it took
 * @param versions what it ran with
 */
public record AuditSummary(
        String pipeline,
        String warehouse,
        boolean passed,
        String startedAt,
        List<CheckLine> checks,
        List<String> read,
        double seconds,
        Map<String, String> versions) {
    /** The outcome in one sentence. */
    public String message() {
        long failed =
                checks.stream().filter(check -> check.status().equals("fail")).count();
        long warned =
                checks.stream().filter(check -> check.status().equals("warn")).count();
        return (passed ? "Audit passed" : "Audit failed") + ": of " + checks.size() + " checks on " + warehouse + " "
                + failed + " failed and " + warned + " warned. Nothing was changed.";
    }
}
