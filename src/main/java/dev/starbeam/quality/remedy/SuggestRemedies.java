package dev.starbeam.quality.remedy;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.check.CheckModel.AcceptedValues;
import dev.starbeam.model.check.CheckModel.Iqr;
import dev.starbeam.model.check.CheckModel.NonNegative;
import dev.starbeam.model.check.CheckModel.NullRate;
import dev.starbeam.model.check.CheckModel.Range;
import dev.starbeam.model.check.CheckModel.References;
import dev.starbeam.model.check.CheckModel.RowCount;
import dev.starbeam.model.check.CheckModel.Rule;
import dev.starbeam.model.check.CheckModel.Unique;
import dev.starbeam.model.check.CheckModel.ZScore;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.words.Counted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Remedies for each rule, the safest first. */
public final class SuggestRemedies {
    private SuggestRemedies() {}

    /** At least one remedy for a failing check: each one sentence or two that says what to change. */
    public static List<String> forFinding(Finding finding) {
        List<String> remedies = new ArrayList<>();
        Rule rule = finding.check().rule();
        if (rule instanceof Iqr iqr) {
            addForOutliers(finding, iqr, remedies);
        } else if (rule instanceof ZScore zscore) {
            addForDeviations(finding, zscore, remedies);
        } else if (rule instanceof References references) {
            addForOrphans(finding, references, remedies);
        } else if (rule instanceof NullRate rate) {
            addForNulls(finding, rate, remedies);
        } else if (rule instanceof NonNegative positive) {
            addForNegatives(finding, positive, remedies);
        } else if (rule instanceof Unique unique) {
            addForDuplicates(finding, unique, remedies);
        } else if (rule instanceof AcceptedValues accepted) {
            addForUnaccepted(finding, accepted, remedies);
        } else if (rule instanceof Range range) {
            addForOutOfRange(finding, range, remedies);
        } else if (rule instanceof RowCount count) {
            addForRowCount(finding, count, remedies);
        }
        return List.copyOf(remedies);
    }

    private static void addForOutliers(Finding finding, Iqr rule, List<String> remedies) {
        Finding.Fences fences = finding.fences();
        if (fences != null && fences.collapsed()) {
            remedies.add("At least half of the values of " + rule.column() + " are " + fences.lower()
                    + ", so every other value is an outlier: judge it by a range check instead.");
        }
        addRecomputation(finding, rule.column(), remedies);
        if (fences != null && !fences.collapsed()) {
            remedies.add("Clamp " + rule.column() + " to the IQR fences in the fact: least(greatest(" + rule.column()
                    + ", " + fences.lower() + "), " + fences.upper() + ").");
        }
        addReview(finding, remedies);
    }

    private static void addForDeviations(Finding finding, ZScore rule, List<String> remedies) {
        addRecomputation(finding, rule.column(), remedies);
        String group = rule.by() == null ? "the column's median" : "the median of its " + rule.by();
        remedies.add("Replace " + rule.column() + " by " + group + " in the mart, for the " + rows(finding.flagged())
                + (finding.flagged() == 1 ? " that deviates." : " that deviate."));
        addReview(finding, remedies);
    }

    private static void addForOrphans(Finding finding, References rule, List<String> remedies) {
        String columns = rule.columns().isEmpty() ? "the references" : String.join(", ", rule.columns());
        remedies.add("Add the missing members behind " + columns + " to the dimension's source and run the batch again"
                + examples(finding) + ".");
        if (finding.check().onFailure() == OnFailure.QUARANTINE) {
            remedies.add("Leave the " + rows(finding.flagged())
                    + " in quality.quarantined_rows until the dimension is corrected, then replay what was left.");
        } else {
            remedies.add("Quarantine the " + rows(finding.flagged())
                    + " until the dimension is corrected: on_failure: quarantine.");
        }
        remedies.add(
                "If the unknown member may stand for them (on_orphan: unknown_member), let that many pass: max_share: "
                        + shareFlagged(finding) + ", or severity: warn.");
    }

    private static void addForNulls(Finding finding, NullRate rule, List<String> remedies) {
        remedies.add("Have the source fill " + rule.column() + ", which is NULL in "
                + Counted.of(finding.flagged(), finding.judged(), "row")
                + "; check its staging expression for casts that failed.");
        remedies.add("If that many are missing by nature, declare max: " + shareFlagged(finding) + ".");
        remedies.add("Impute in marts only, inside aggregates: coalesce(" + rule.column() + ", …).");
    }

    private static void addForNegatives(Finding finding, NonNegative rule, List<String> remedies) {
        remedies.add("If a negative " + rule.column() + " means a return or a correction, filter the "
                + rows(finding.flagged()) + " out of the fact, or give such rows a status of their own.");
        remedies.add("If only the sign is wrong, take abs(" + rule.column() + ") in the staging expression.");
        addReview(finding, remedies);
    }

    private static void addForDuplicates(Finding finding, Unique rule, List<String> remedies) {
        String columns = String.join(", ", rule.columns());
        remedies.add("Keep one row per " + columns + ": deduplicate the staged entity by these columns, latest first. "
                + rows(finding.flagged()) + (finding.flagged() == 1 ? " shares" : " share") + " values with another.");
        remedies.add("If the rows do differ, add the column that tells them apart to the grain and to the check.");
        addReview(finding, remedies);
    }

    private static void addForUnaccepted(Finding finding, AcceptedValues rule, List<String> remedies) {
        remedies.add("Map the other values of " + rule.column()
                + " to accepted ones in the staging expression (case, upper, trim)" + examples(finding) + ".");
        remedies.add("If they are right, add them to the check's values.");
        addReview(finding, remedies);
    }

    private static void addForOutOfRange(Finding finding, Range rule, List<String> remedies) {
        addRecomputation(finding, rule.column(), remedies);
        remedies.add("Correct " + rule.column() + " at the source, or clamp it in the fact: " + clamp(rule) + ".");
        addReview(finding, remedies);
    }

    private static String clamp(Range rule) {
        String raised = rule.min() == null ? rule.column() : "greatest(" + rule.column() + ", " + rule.min() + ")";
        return rule.max() == null ? raised : "least(" + raised + ", " + rule.max() + ")";
    }

    private static void addForRowCount(Finding finding, RowCount rule, List<String> remedies) {
        Long min = rule.min();
        remedies.add(
                min != null && finding.judged() < min
                        ? "Expected: " + Counted.of(min - finding.judged(), "more row") + ". Look for source files that"
                                + " are missing or cut short, and for rows rejected or filtered in the summary."
                        : "More rows came than expected: look for files delivered twice and for a missing"
                                + " deduplication.");
        remedies.add("If this many rows are right, change the check's min or max.");
    }

    /** An amount beside quantity and unit price can be computed from them. */
    private static void addRecomputation(Finding finding, String column, List<String> remedies) {
        Schema schema = finding.schema();
        boolean derivable = column.toLowerCase(Locale.ROOT).contains("amount")
                && isNumber(schema, "quantity")
                && isNumber(schema, "unit_price");
        if (derivable) {
            remedies.add("Recompute " + column + " = quantity * unit_price where the two are plausible, instead of"
                    + " taking it from the source.");
        }
    }

    private static boolean isNumber(Schema schema, String column) {
        return schema.find(column).filter(field -> field.type().isNumeric()).isPresent();
    }

    /** The least share of four digits that passes with these rows. */
    private static String shareFlagged(Finding finding) {
        return BigDecimal.valueOf(finding.flagged())
                .divide(BigDecimal.valueOf(Math.max(1, finding.judged())), 4, RoundingMode.CEILING)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Members of a dimension can't be set aside: the loader refuses it, so nobody is told to. */
    private static void addReview(Finding finding, List<String> remedies) {
        if (!finding.canQuarantine()) {
            remedies.add("Send the " + rows(finding.flagged()) + " to the owner of the source for correction.");
            return;
        }
        String rows = rows(finding.flagged());
        remedies.add(
                finding.check().onFailure() == OnFailure.QUARANTINE
                        ? "Review the " + rows + " in quality.quarantined_rows, and replay what is right."
                        : "Send the " + rows + " to review instead of publishing "
                                + (finding.flagged() == 1 ? "it" : "them") + ": on_failure: quarantine.");
    }

    private static String examples(Finding finding) {
        return finding.examples().isEmpty() ? "" : "; for example " + String.join("; ", finding.examples());
    }

    private static String rows(long rows) {
        return Counted.of(rows, "row");
    }
}
