package dev.starbeam.report;

import java.util.Map;

/**
 * What is told of a run that failed.
 *
 * @param outcome what it has come to, one word for programs
 * @param reached how the publishing step had ended before; empty when it hadn't
 * @param message the outcome in a sentence
 * @param advice what to do next; empty when there is nothing to do
 * @param startedAt when the run began, ISO 8601 in UTC
 * @param versions what it ran with
 */
public record FailureSummary(
        String pipeline,
        String batchId,
        String outcome,
        String reached,
        String message,
        String advice,
        String startedAt,
        Map<String, String> versions) {}
