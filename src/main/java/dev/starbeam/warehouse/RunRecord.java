package dev.starbeam.warehouse;

import java.io.Serializable;
import java.time.Instant;

/**
 * One run of a pipeline, a row of {@code quality.runs}. Rows read are accepted, rejected, filtered or quarantined.
 *
 * @param pipeline the pipeline's name
 * @param batchId identifies the batch, whatever pipeline it is of
 * @param fingerprint of the declaration that ran
 * @param startedAt when it began; it ends when it is published
 * @param verdict of the quality gate: {@code passed}, {@code warned}, {@code held} when checks held rows back, {@code
 *     not_judged} when a check had nothing to judge, or {@code overruled} when it failed and was published all the same
 * @param version of the program
 */
public record RunRecord(
        String pipeline,
        String batchId,
        String fingerprint,
        Instant startedAt,
        String verdict,
        long read,
        long accepted,
        long rejected,
        long filtered,
        long quarantined,
        String version)
        implements Serializable {}
