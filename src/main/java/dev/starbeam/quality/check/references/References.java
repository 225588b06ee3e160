package dev.starbeam.quality.check.references;

import dev.starbeam.model.ReferenceModel;
import dev.starbeam.pushdown.ReferencedKey;
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
import java.util.stream.Collectors;

/**
 * The fact's references to dimension members exist; {@code columns} empty means all references. With
 * {@code on_failure: keep} orphans follow the reference's own policy. Rows are not judged whose columns are all NULL.
 */
public record References(List<String> columns) implements RowRule {
    @Override
    public String name() {
        return ReferencesCheck.NAME;
    }

    @Override
    public String subject() {
        return columns.isEmpty() ? "" : "(" + String.join(", ", columns) + ")";
    }

    private List<ReferenceModel> judged(TableChecks table) {
        return table.references().stream()
                .filter(reference -> columns.isEmpty() || columns.contains(reference.column()))
                .toList();
    }

    @Override
    public List<String> judgedColumns(TableChecks table) {
        return judged(table).stream().map(ReferenceModel::column).toList();
    }

    @Override
    public RowJudge judge(CheckScope check) {
        return JudgeExternally.orphans(judgedColumns(check.table()), inWords(check.table()));
    }

    @Override
    public RowExpectation expectation(CheckScope check) {
        return RowExpectation.of(inWords(check.table()));
    }

    private String inWords(TableChecks table) {
        return judged(table).stream()
                .map(reference -> reference.column() + " is a member of " + reference.dimension())
                .collect(Collectors.joining(", "));
    }

    @Override
    public boolean keepsExamples() {
        return true;
    }

    @Override
    public Pushdown pushdown(TableChecks table, TableFigures figures) {
        List<ReferencedKey> keys = judged(table).stream()
                .map(reference -> new ReferencedKey(reference.column(), reference.keyColumn(), reference.dimension()))
                .toList();
        return new Pushdown.OfFigures((asked, state) -> asked.orphans(keys));
    }

    @Override
    public Remedies remedies(Finding finding) {
        String behind = columns.isEmpty() ? "the references" : String.join(", ", columns);
        return Remedies.first("Add the missing members behind " + behind
                        + " to the dimension's source and run the batch again" + finding.forExample() + ".")
                .then(
                        finding.quarantines()
                                ? "Leave the " + finding.rows() + " in quality.quarantined_rows until the dimension is"
                                        + " corrected, then replay what was left."
                                : "Quarantine the " + finding.rows() + " until the dimension is corrected: on_failure:"
                                        + " quarantine.")
                .lastly("If the unknown member may stand for them (on_orphan: unknown_member), let that many pass:"
                        + " max_share: " + finding.shareFlagged() + ", or severity: warn.");
    }
}
