package dev.starbeam.quality.check.rowcount;

import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.bounds.WithinLiterals;
import dev.starbeam.quality.check.CheckScope;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.Remedies;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.TableRule;
import dev.starbeam.words.Counted;
import org.jspecify.annotations.Nullable;

/** min ≤ number of rows ≤ max, either may be open. */
public record RowCount(@Nullable Long min, @Nullable Long max) implements TableRule {
    @Override
    public String name() {
        return RowCountCheck.NAME;
    }

    @Override
    public TableFinding judge(CheckScope check) {
        long rows = check.publishedRows();
        boolean failed = (min != null && rows < min) || (max != null && rows > max);
        return new TableFinding(rows, 0, false, failed, Counted.of(rows, "row"), inWords());
    }

    @Override
    public boolean judgesEmptyTables() {
        return true;
    }

    /** The noun goes with the number before it: {@code between 0 and 1 row}. */
    private String inWords() {
        String range = WithinLiterals.words(
                min == null ? null : Counted.number(min), max == null ? null : Counted.number(max));
        Long last = max == null ? min : max;
        return range + " " + Counted.noun(last == null ? 0 : last, "row");
    }

    @Override
    public Pushdown pushdown(TableChecks table, TableFigures figures) {
        return new Pushdown.OfStatistics();
    }

    @Override
    public Remedies remedies(Finding finding) {
        return Remedies.first(
                        min != null && finding.judged() < min
                                ? "Expected: " + Counted.of(min - finding.judged(), "more row")
                                        + ". Look for source files that are missing or cut short, and for rows rejected"
                                        + " or filtered in the summary."
                                : "More rows came than expected: look for files delivered twice and for a missing"
                                        + " deduplication.")
                .lastly("If this many rows are right, change the check's min or max.");
    }
}
