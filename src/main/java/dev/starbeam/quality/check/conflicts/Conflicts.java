package dev.starbeam.quality.check.conflicts;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.pushdown.JudgedRows;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.check.CheckScope;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.Positions;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.Remedies;
import dev.starbeam.quality.check.RowExpectation;
import dev.starbeam.quality.check.RowJudge;
import dev.starbeam.quality.check.RowRule;
import dev.starbeam.quality.check.TableChecks;
import java.util.List;

/**
 * Of the rows that one is chosen from, no two of one key and one version differ. Another stage compares them, before the
 * choice; what is left of them afterwards can't be at fault.
 *
 * @param key what identifies a row of the table
 */
public record Conflicts(List<String> key) implements RowRule {
    private static final RowJudge JUDGED_BEFORE = new RowJudge() {
        @Override
        public int judge(ColumnBatch batch, Selection kept, ExternalFlags external, Positions flagged) {
            return 0;
        }

        @Override
        public String observed(ColumnBatch batch, int row) {
            throw new IllegalStateException("no row is flagged that was chosen");
        }

        @Override
        public String expected(ColumnBatch batch, int row) {
            throw new IllegalStateException("no row is flagged that was chosen");
        }
    };

    @Override
    public String name() {
        return ConflictsCheck.NAME;
    }

    @Override
    public boolean judgesChoices() {
        return true;
    }

    @Override
    public List<String> judgedColumns(TableChecks table) {
        return key;
    }

    @Override
    public RowJudge judge(CheckScope check) {
        return JUDGED_BEFORE;
    }

    @Override
    public RowExpectation expectation(CheckScope check) {
        return RowExpectation.of("no other row of the same " + String.join(", ", key) + " and version that differs");
    }

    @Override
    public Pushdown pushdown(TableChecks table, TableFigures figures) {
        return new Pushdown.OfFigures((asked, state) -> new JudgedRows(0, 0));
    }

    @Override
    public Remedies remedies(Finding finding) {
        return Remedies.first("Look at the rows that differ; one of each key was chosen, as ties go"
                        + finding.forExample() + ".")
                .then(
                        "Where one of them is newer, let latest_by name a column that says so, and the others are its older"
                                + " versions.")
                .then(
                        "Where they are of different things, add the column that tells these apart to the key, which may be a"
                                + " list of columns.")
                .lastly("Send the " + finding.rows() + " to the owner of the source for correction.");
    }
}
