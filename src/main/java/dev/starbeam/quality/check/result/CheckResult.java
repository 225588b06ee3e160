package dev.starbeam.quality.check.result;

import dev.starbeam.model.check.Severity;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of one check, as the summary and {@code quality.check_results} show it.
 *
 * @param checkId the check
 * @param table the table it judged
 * @param rule the rule's name, e.g. {@code zscore}
 * @param severity what a failure does
 * @param status how it ended
 * @param judgedRows the rows it judged: those without NULL where NULL is not judged
 * @param flaggedRows the rows at fault; NULLs for {@code null_rate}; 0 for {@code row_count}
 * @param quarantinedRows of those, the rows this check keeps out of the table; a row may be counted by several checks
 * @param limits the confidence limits of the share of flagged rows; {@code null} where there is no such share
 * @param observed what was found, in one sentence
 * @param expected what would have passed
 * @param power where it could not have flagged anything
 * @param approximate whether quartiles are approximate
 * @param rankError the share of ranks by which such quartiles may be off, else 0
 * @param remedies what to do, safest first; empty when the check passes
 * @param held what the rows that this check holds back add up to, by additive measure; empty when there are none
 */
public record CheckResult(
        String checkId,
        String table,
        String rule,
        Severity severity,
        CheckStatus status,
        long judgedRows,
        long flaggedRows,
        long quarantinedRows,
        @Nullable ShareLimits limits,
        String observed,
        String expected,
        Power power,
        boolean approximate,
        double rankError,
        List<String> remedies,
        Map<String, HeldSum> held)
        implements Serializable {
    /** Of a check that holds nothing back. */
    public CheckResult(
            String checkId,
            String table,
            String rule,
            Severity severity,
            CheckStatus status,
            long judgedRows,
            long flaggedRows,
            long quarantinedRows,
            @Nullable ShareLimits limits,
            String observed,
            String expected,
            Power power,
            boolean approximate,
            double rankError,
            List<String> remedies) {
        this(
                checkId,
                table,
                rule,
                severity,
                status,
                judgedRows,
                flaggedRows,
                quarantinedRows,
                limits,
                observed,
                expected,
                power,
                approximate,
                rankError,
                remedies,
                Map.of());
    }

    /**
     * A sum that is held back.
     *
     * @param sum over the rows held back
     * @param all over all rows of the fact, the held ones included
     */
    public record HeldSum(BigDecimal sum, BigDecimal all) implements Serializable {}

    /** The same check, not judged since the batch has no file for its table. */
    public CheckResult notInBatch() {
        return new CheckResult(
                checkId,
                table,
                rule,
                severity,
                CheckStatus.NOT_JUDGED,
                0,
                0,
                0,
                null,
                "no new file in this batch",
                expected,
                Power.FULL,
                false,
                0,
                List.of());
    }
}
