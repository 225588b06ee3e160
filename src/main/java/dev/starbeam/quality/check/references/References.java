package dev.starbeam.quality.check.references;

import dev.starbeam.batch.ColumnType;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                .filter(reference -> columns.isEmpty() || columns.containsAll(reference.columns()))
                .toList();
    }

    @Override
    public List<String> judgedColumns(TableChecks table) {
        return judged(table).stream()
                .flatMap(reference -> reference.columns().stream())
                .distinct()
                .toList();
    }

    @Override
    public RowJudge judge(CheckScope check) {
        return JudgeExternally.orphans(judged(check.table()), inWords(check.table()));
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
                .map(reference -> new ReferencedKey(reference.columns(), reference.keyColumn(), reference.dimension()))
                .toList();
        return new Pushdown.OfFigures((asked, state) -> asked.orphans(keys));
    }

    @Override
    public Remedies remedies(Finding finding) {
        List<ReferenceModel> behind = behind(finding);
        List<String> members = new ArrayList<>();
        List<String> days = new ArrayList<>();
        behind.forEach(
                reference -> (isTime(finding, reference.columns().get(0)) ? days : members).add(reference.column()));
        Optional<String> add = members.isEmpty()
                ? Optional.empty()
                : Optional.of("Add the missing members behind " + String.join(", ", members)
                        + " to the dimension's source and run the batch again" + finding.forExample() + ".");
        Optional<String> widen = days.isEmpty()
                ? Optional.empty()
                : Optional.of("Days of " + String.join(", ", days) + " lie outside the calendar"
                        + (members.isEmpty() ? finding.forExample() : "")
                        + ": correct them, or widen the calendar's from and to.");
        return Remedies.first(add)
                .then(widen)
                .then(
                        finding.quarantines()
                                ? "Leave the " + finding.rows() + " in quality.quarantined_rows until the dimension is"
                                        + " corrected, then replay what was left."
                                : "Quarantine the " + finding.rows() + " until the dimension is corrected: on_failure:"
                                        + " quarantine.")
                .lastly("If the unknown member may stand for them (on_orphan: unknown_member), let that many pass:"
                        + " max_share: " + finding.shareFlagged() + ", or severity: warn.");
    }

    /** The references that the examples name; all that are judged where there is none. */
    private List<ReferenceModel> behind(Finding finding) {
        List<ReferenceModel> all = judged(finding.scope().table());
        List<ReferenceModel> named = all.stream()
                .filter(reference -> finding.examples().stream()
                        .flatMap(example -> Stream.of(example.split(", ")))
                        .anyMatch(part ->
                                reference.columns().stream().anyMatch(column -> part.startsWith(column + " = "))))
                .toList();
        return named.isEmpty() ? all : named;
    }

    private static boolean isTime(Finding finding, String column) {
        ColumnType.Kind kind = finding.scope().field(column).type().kind();
        return kind == ColumnType.Kind.DATE || kind == ColumnType.Kind.TIMESTAMP;
    }
}
