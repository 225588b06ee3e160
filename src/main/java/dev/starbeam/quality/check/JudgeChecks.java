package dev.starbeam.quality.check;

import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.check.flag.BatchFlags;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.quality.check.result.Power;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.words.Counted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of a table's checks, from its merged statistics and the counts of flagged rows.
 *
 * <p>A check of rows fails when {@code flagged > max · judged}, rows to be quarantined included; a check of the table
 * when its rule says so. Compared exactly.
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
     * One result a check, in the order declared. Each that fails has at least one remedy.
     *
     * @throws IllegalStateException when rows were there and a check of rows has counted none of them
     * @param table the table's checks
     * @param state the merged state of {@link TableChecks#emptyState} over all rows
     * @param failures what {@link BatchFlags#addTo} counted over the same rows
     */
    public static List<CheckResult> judge(TableChecks table, QualityState state, FailureCountState failures) {
        JudgeChecks judge = new JudgeChecks(table, state, failures);
        return table.checks().stream().map(judge::judge).toList();
    }

    private CheckResult judge(CheckModel check) {
        JudgedRule rule = JudgedRule.of(check);
        CheckScope scope = new CheckScope(check, table, state, failures.quarantinedRows());
        return rule instanceof TableRule ofTable ? judgeTable(ofTable, scope) : judgeRows((RowRule) rule, scope);
    }

    private static CheckResult judgeTable(TableRule rule, CheckScope scope) {
        TableRule.TableFinding found = rule.judge(scope);
        boolean judged = found.judged() > 0 || rule.judgesEmptyTables();
        return new CheckResult(
                scope.check().id(),
                scope.check().table(),
                rule.name(),
                scope.check().severity(),
                status(scope.check(), found.failed(), judged),
                found.judged(),
                found.flagged(),
                0,
                found.ofRows() ? new Share(found.flagged(), found.judged()).limits() : null,
                found.observed(),
                found.expected(),
                Power.FULL,
                false,
                0,
                found.failed()
                        ? remedies(rule, new Finding(scope, found.judged(), found.flagged(), List.of()))
                        : List.of());
    }

    private CheckResult judgeRows(RowRule rule, CheckScope scope) {
        CheckModel check = scope.check();
        requireCounts(check);
        FailureCountState.Counts counts = failures.of(check.id());
        Share share = new Share(counts.flagged(), counts.judged());
        boolean failed = share.exceeds(check.max());
        boolean holds = !failed && counts.quarantined() > 0;
        Map<String, CheckResult.HeldSum> held = counts.quarantined() > 0 ? held(check.id()) : Map.of();
        RowExpectation expected = rule.expectation(scope);
        return new CheckResult(
                check.id(),
                check.table(),
                rule.name(),
                check.severity(),
                holds ? CheckStatus.HELD : status(check, failed, counts.judged() > 0),
                counts.judged(),
                counts.flagged(),
                counts.quarantined(),
                share.limits(),
                share.ofRows() + (counts.quarantined() > 0 ? " held back" + inWords(held) : " flagged"),
                "at most " + Describe.share(check.max()) + " of rows flagged: expected is " + expected.words(),
                expected.power(),
                expected.rankError() > 0,
                expected.rankError(),
                failed
                        ? remedies(
                                rule,
                                new Finding(scope, counts.judged(), counts.flagged(), failures.examples(check.id())))
                        : List.of(),
                held);
    }

    /** What the rows add up to that any check holds back, each with the sum over all rows. */
    public static Map<String, CheckResult.HeldSum> held(
            TableChecks table, QualityState state, FailureCountState failures) {
        return new JudgeChecks(table, state, failures).held(MeasureSums.HELD);
    }

    private Map<String, CheckResult.HeldSum> held(String part) {
        Map<String, CheckResult.HeldSum> held = new LinkedHashMap<>();
        Map<String, BigInteger> published = failures.sums().of(MeasureSums.PUBLISHED);
        Map<String, BigInteger> aside = failures.sums().of(MeasureSums.HELD);
        failures.sums().of(part).forEach((measure, sum) -> {
            int scale = table.schema().field(measure).type().scale();
            BigInteger all =
                    published.getOrDefault(measure, BigInteger.ZERO).add(aside.getOrDefault(measure, BigInteger.ZERO));
            held.put(measure, new CheckResult.HeldSum(new BigDecimal(sum, scale), new BigDecimal(all, scale)));
        });
        return held;
    }

    /** {@code ; total_amount 2,178,610.53 of 9,747,747.93 (22.35%)}. */
    private static String inWords(Map<String, CheckResult.HeldSum> held) {
        StringBuilder words = new StringBuilder();
        held.forEach((measure, sum) -> words.append("; " + measure + " ")
                .append(Describe.amount(sum.sum()) + " of " + Describe.amount(sum.all()))
                .append(Describe.part(sum.sum(), sum.all())));
        return words.toString();
    }

    /** Nothing is counted of a table without rows; of one with rows each check counts, be it that it judges none. */
    private void requireCounts(CheckModel check) {
        if (state.rows() > 0 && !failures.byCheck().containsKey(check.id())) {
            throw new IllegalStateException("check " + check.id() + " was left out, although " + check.table() + " has "
                    + Counted.of(state.rows(), "row") + "; this is a defect, and nothing may be published by it");
        }
    }

    private static List<String> remedies(JudgedRule rule, Finding finding) {
        return rule.remedies(finding).list();
    }

    private static CheckStatus status(CheckModel check, boolean failed, boolean judged) {
        if (failed) {
            return check.severity() == Severity.ERROR ? CheckStatus.FAIL : CheckStatus.WARN;
        }
        return judged ? CheckStatus.PASS : CheckStatus.NOT_JUDGED;
    }
}
