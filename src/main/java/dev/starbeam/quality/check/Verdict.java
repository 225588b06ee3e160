package dev.starbeam.quality.check;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.remedy.Finding;
import dev.starbeam.quality.remedy.SuggestRemedies;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link CheckResult} in the making: what was found, until it is known whether that is a failure. */
final class Verdict {
    private final CheckModel check;
    private final long judged;
    private final long flagged;
    private final String observed;
    private long quarantined;
    private String expected = "";
    private List<String> examples = List.of();
    private @Nullable Power power;
    private @Nullable IqrFences fences;

    Verdict(CheckModel check, long judged, long flagged, String observed) {
        this.check = check;
        this.judged = judged;
        this.flagged = flagged;
        this.observed = observed;
    }

    Verdict expecting(String text) {
        expected = text;
        return this;
    }

    Verdict quarantining(long rows, List<String> someValues) {
        quarantined = rows;
        examples = someValues;
        return this;
    }

    void withPower(Power where) {
        power = where;
    }

    void fenced(IqrFences limits) {
        fences = limits;
    }

    CheckResult result(boolean failed, TableChecks table) {
        CheckStatus status = status(failed);
        return new CheckResult(
                check.id(),
                check.table(),
                RuleName.of(check.rule()),
                check.severity(),
                status,
                judged,
                flagged,
                quarantined,
                observed,
                expected,
                power,
                fences != null && fences.quartiles().approximate(),
                fences == null ? 0 : fences.quartiles().rankError(),
                failed ? SuggestRemedies.forFinding(finding(table)) : List.of());
    }

    private CheckStatus status(boolean failed) {
        if (failed) {
            return check.severity() == Severity.ERROR ? CheckStatus.FAIL : CheckStatus.WARN;
        }
        boolean counts = check.rule() instanceof CheckModel.RowCount;
        return judged == 0 && !counts ? CheckStatus.NOT_JUDGED : CheckStatus.PASS;
    }

    private Finding finding(TableChecks table) {
        return new Finding(
                check, table.schema(), table.canQuarantine(), judged, flagged, writtenFences(table), examples);
    }

    /** The least and greatest value that pass, as a literal of the column. */
    private Finding.@Nullable Fences writtenFences(TableChecks table) {
        IqrFences drawn = fences;
        if (drawn == null) {
            return null;
        }
        ColumnType type =
                table.schema().field(check.rule().judgedColumn().orElseThrow()).type();
        return new Finding.Fences(
                literal(type, drawn.lower(), RoundingMode.CEILING),
                literal(type, drawn.upper(), RoundingMode.FLOOR),
                drawn.collapsed());
    }

    private static String literal(ColumnType type, BigDecimal fence, RoundingMode inwards) {
        return switch (type.kind()) {
            case DATE, TIMESTAMP -> "'" + Describe.number(type, fence.setScale(0, inwards)) + "'";
            case DOUBLE -> Double.toString(fence.doubleValue());
            default -> fence.setScale(type.scale(), inwards).toPlainString();
        };
    }
}
