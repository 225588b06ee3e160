package dev.starbeam.pipeline.publish;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.pipeline.table.DeclaredChecks;
import dev.starbeam.quality.check.Describe;
import dev.starbeam.quality.check.JudgeChecks;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.quality.limit.DeclaredLimits;
import dev.starbeam.quality.limit.RejectionLimits;
import dev.starbeam.quality.limit.UnparsableLimits;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RowAccounts;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.words.Counted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the checks say of a batch: the gate. Follows from the record alone, so that judging may be repeated anywhere.
 *
 * @param accounts where the batch's rows have gone
 * @param results each check's result, in the order declared
 * @param held what is held back of each fact, where something is
 */
public record Judgement(RowAccounts accounts, List<CheckResult> results, List<Held> held) {
    public Judgement {
        results = List.copyOf(results);
        held = List.copyOf(held);
    }

    /**
     * Rows of a fact that checks hold back, each counted once.
     *
     * @param sums what they add up to, by additive measure
     */
    public record Held(String fact, long rows, Map<String, CheckResult.HeldSum> sums) {
        /** {@code 10,187 rows of fact_orders, quantity 1.2%, total_amount 22.35%}. */
        String inWords() {
            StringBuilder words = new StringBuilder(Counted.of(rows, "row") + " of " + fact);
            sums.forEach((measure, sum) -> words.append(", " + measure + " " + Describe.amount(sum.sum()))
                    .append(Describe.part(sum.sum(), sum.all())));
            return words.toString();
        }
    }

    /**
     * Judges a batch. Changes nothing.
     *
     * @throws dev.starbeam.run.batch.InvalidBatchRecordException when the record is of another declaration, or its
     *     statistics can't be read
     */
    public static Judgement of(PipelineModel model, BatchRecord record) throws IOException {
        record.planned().requireMadeBy(model);
        RowAccounts accounts = RowAccounts.of(model, record.counts());
        List<CheckResult> results = new ArrayList<>(RejectionLimits.judge(
                model, accounts::stage, record.planned().scope().isPart()));
        results.addAll(UnparsableLimits.judge(model, accounts::stage));
        List<Held> held = new ArrayList<>();
        for (BatchRecord.CheckedTable table : record.tables()) {
            TableChecks checks = DeclaredChecks.of(model, table.table());
            QualityState state = table.statistics().read();
            List<CheckResult> judged = JudgeChecks.judge(checks, state, table.failures());
            if (table.failures().quarantinedRows() > 0) {
                held.add(new Held(
                        table.table(),
                        table.failures().quarantinedRows(),
                        JudgeChecks.held(checks, state, table.failures())));
            }
            results.addAll(
                    isInBatch(model, record, table.table())
                            ? judged
                            : judged.stream().map(CheckResult::notInBatch).toList());
        }
        results.addAll(DeclaredLimits.judge(model, accounts::stage));
        return new Judgement(accounts, results, held);
    }

    /** Whether a check of severity error failed. */
    public boolean failed() {
        return failedChecks() > 0;
    }

    public long failedChecks() {
        return results.stream()
                .filter(result -> result.status() == CheckStatus.FAIL)
                .count();
    }

    /** The ids of the failed checks of which faulty rows are among those to be published. */
    Set<String> overruled() {
        return results.stream()
                .filter(result -> result.status() == CheckStatus.FAIL)
                .filter(result -> result.flaggedRows() > result.quarantinedRows())
                .map(CheckResult::checkId)
                .collect(Collectors.toSet());
    }

    /** The same with the result of a check that publishing itself has made. */
    Judgement refusing(CheckResult result) {
        List<CheckResult> all = new ArrayList<>(results);
        all.add(result);
        return new Judgement(accounts, all, held);
    }

    /** The same with notes on some stages' rows. */
    Judgement noting(PipelineModel model, List<RowCounts> notes) {
        List<RowCounts> counts = new ArrayList<>(accounts.stages());
        counts.addAll(notes);
        return new Judgement(RowAccounts.of(model, counts), results, held);
    }

    /** A batch that is a part of the sources may bring no file for a table, which says nothing about the table. */
    private static boolean isInBatch(PipelineModel model, BatchRecord record, String table) {
        return !record.planned().scope().isPart()
                || !record.planned().rangesOf(model.sourceOf(table)).isEmpty();
    }
}
