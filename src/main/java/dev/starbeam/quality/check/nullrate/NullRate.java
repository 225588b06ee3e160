package dev.starbeam.quality.check.nullrate;

import dev.starbeam.batch.Schema;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.check.CheckScope;
import dev.starbeam.quality.check.Describe;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.Remedies;
import dev.starbeam.quality.check.Share;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.TableRule;
import dev.starbeam.quality.statistic.NullCountState;
import dev.starbeam.quality.statistic.StateSpec;
import dev.starbeam.words.Counted;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The share of NULLs in {@code column} is at most {@code maxRate}. */
public record NullRate(String column, BigDecimal maxRate) implements TableRule {
    @Override
    public String name() {
        return NullRateCheck.NAME;
    }

    @Override
    public Optional<String> judgedColumn() {
        return Optional.of(column);
    }

    @Override
    public List<StateSpec> statistics(Schema schema) {
        return List.of(spec(schema));
    }

    private StateSpec.Nulls spec(Schema schema) {
        return new StateSpec.Nulls(schema.field(column).name());
    }

    @Override
    public TableFinding judge(CheckScope check) {
        NullCountState counts = check.state().nulls(spec(check.schema()));
        Share nulls = new Share(counts.nulls(), counts.rows());
        return new TableFinding(
                counts.rows(),
                counts.nulls(),
                true,
                nulls.exceeds(maxRate),
                column + " is NULL in " + nulls.ofRows(),
                "at most " + Describe.share(maxRate));
    }

    @Override
    public Pushdown pushdown(TableChecks table, TableFigures figures) {
        return new Pushdown.OfStatistics();
    }

    @Override
    public Remedies remedies(Finding finding) {
        return Remedies.first("Have the source fill " + column + ", which is NULL in "
                        + Counted.of(finding.flagged(), finding.judged(), "row")
                        + "; check its staging expression for casts that failed.")
                .then("If that many are missing by nature, declare max: " + finding.shareFlagged() + ".")
                .lastly(imputation(finding));
    }

    /** A stand-in among other values would pass for one of them. */
    private String imputation(Finding finding) {
        return finding.scope().field(column).type().isNumeric()
                ? "Impute in marts only, inside sums: sum(coalesce(" + column
                        + ", …)), with the number of such rows beside it."
                : "Leave it NULL in the table, and let marts show such rows under a name that no other row has.";
    }
}
