package dev.starbeam.quality.check.unique;

import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.check.CheckScope;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.JudgeExternally;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.Remedies;
import dev.starbeam.quality.check.RowExpectation;
import dev.starbeam.quality.check.RowJudge;
import dev.starbeam.quality.check.RowRule;
import dev.starbeam.quality.check.TableChecks;
import java.util.List;

/**
 * No two rows share the values of {@code columns}.
 *
 * @param isGrain whether these are the grain, in which NULL is equal to NULL, as publishing has it; else a row with a NULL
 *     among them is not judged
 */
public record Unique(List<String> columns, boolean isGrain) implements RowRule {
    /** Of columns that are no grain. */
    public Unique(List<String> columns) {
        this(columns, false);
    }

    @Override
    public boolean comparesNulls() {
        return isGrain;
    }

    @Override
    public String name() {
        return UniqueCheck.NAME;
    }

    @Override
    public String subject() {
        return "(" + String.join(", ", columns) + ")";
    }

    @Override
    public List<String> comparedColumns() {
        return columns;
    }

    @Override
    public List<String> judgedColumns(TableChecks table) {
        return columns;
    }

    @Override
    public RowJudge judge(CheckScope check) {
        return JudgeExternally.duplicates(check.check().id(), columns, isGrain, inWords());
    }

    @Override
    public RowExpectation expectation(CheckScope check) {
        return RowExpectation.of(inWords());
    }

    private String inWords() {
        return "no other row with the same " + String.join(", ", columns);
    }

    @Override
    public Pushdown pushdown(TableChecks table, TableFigures figures) {
        return new Pushdown.OfFigures((asked, state) -> asked.sharing(columns, isGrain));
    }

    @Override
    public Remedies remedies(Finding finding) {
        String key = String.join(", ", columns);
        return Remedies.first("If the " + finding.rows() + finding.verb(" is a version", " are versions")
                        + " of another with the same " + key + ", keep the latest: deduplicate: {keys: [" + key
                        + "], latest_by: …} of the staged entity.")
                .then(
                        "If the rows are of different things, add the column that tells them apart to the grain and to the"
                                + " check; dropping one would lose it.")
                .lastly(finding.review());
    }
}
