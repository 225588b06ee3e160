package dev.starbeam.quality.check;

import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.CheckModel.Iqr;
import dev.starbeam.model.check.CheckModel.NullRate;
import dev.starbeam.model.check.CheckModel.RowCount;
import dev.starbeam.model.check.CheckModel.ZScore;
import dev.starbeam.quality.statistic.NullCountState;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.RequiredStates;
import dev.starbeam.words.Counted;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The verdicts on a table, from its merged statistics and the counts of flagged rows.
 *
 * <p>A row-level check fails when {@code flagged > max · judged}; {@code null_rate} when {@code nulls > maxRate · rows};
 * {@code row_count} when the number of rows, those to be quarantined included, is out of bounds. Compared exactly.
 */
public final class JudgeChecks {
    private final TableChecks table;
    private final QualityState state;
    private final FailureCountState failures;

    private JudgeChecks(TableChecks table, QualityState state, FailureCountState failures) {
        this.table = table;
        this.state = state;
        this.failures = failures;
    }

    /**
     * One result a check, in the order declared.
     *
     * @param table the table's checks
     * @param state the merged state of {@link TableChecks#emptyState} over all rows
     * @param failures what {@link BatchFlags#addTo} counted over the same rows
     */
    public static List<CheckResult> judge(TableChecks table, QualityState state, FailureCountState failures) {
        JudgeChecks judge = new JudgeChecks(table, state, failures);
        return table.checks().stream().map(judge::judge).toList();
    }

    private CheckResult judge(CheckModel check) {
        if (check.rule() instanceof NullRate rule) {
            return judge(check, rule);
        }
        return check.rule() instanceof RowCount rule ? judge(check, rule) : judgeRows(check);
    }

    private CheckResult judge(CheckModel check, NullRate rule) {
        NullCountState counts = state.nulls(RequiredStates.of(rule, table.schema()));
        boolean failed = exceeds(counts.nulls(), rule.maxRate(), counts.rows());
        String observed = rule.column() + " is NULL in " + ofRows(counts.nulls(), counts.rows());
        return new Verdict(check, counts.rows(), counts.nulls(), observed)
                .expecting("at most " + Describe.share(rule.maxRate()))
                .result(failed, table);
    }

    private CheckResult judge(CheckModel check, RowCount rule) {
        long rows = state.rows();
        Long min = rule.min();
        Long max = rule.max();
        boolean failed = (min != null && rows < min) || (max != null && rows > max);
        return new Verdict(check, rows, 0, Counted.of(rows, "row"))
                .expecting(Expectations.of(rule))
                .result(failed, table);
    }

    private CheckResult judgeRows(CheckModel check) {
        FailureCountState.Counts counts = failures.of(check.id());
        Optional<IqrFences> fences =
                check.rule() instanceof Iqr iqr ? IqrFences.of(iqr, state, table.schema()) : Optional.empty();
        Verdict verdict = new Verdict(
                        check,
                        counts.judged(),
                        counts.flagged(),
                        ofRows(counts.flagged(), counts.judged()) + " flagged")
                .quarantining(counts.quarantined(), failures.examples(check.id()))
                .expecting("at most " + Describe.share(check.max()) + " of rows flagged: expected is "
                        + Expectations.of(check.rule(), table, fences));
        if (check.rule() instanceof ZScore zscore) {
            verdict.withPower(Power.of(zscore, state.moments(RequiredStates.of(zscore, table.schema()))));
        }
        fences.ifPresent(verdict::fenced);
        return verdict.result(exceeds(counts.flagged(), check.max(), counts.judged()), table);
    }

    private static String ofRows(long part, long whole) {
        return Counted.of(part, whole, "row") + " (" + Describe.share(part, whole) + ")";
    }

    private static boolean exceeds(long part, BigDecimal share, long whole) {
        return BigDecimal.valueOf(part).compareTo(share.multiply(BigDecimal.valueOf(whole))) > 0;
    }
}
