package dev.starbeam.quality.check.flag;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.MeasureSums;
import dev.starbeam.quality.check.flag.RowFlagger.CheckFlags;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What the checks say of the rows of one batch. */
public final class BatchFlags {
    private final ColumnBatch batch;
    private final List<CheckFlags> checks;
    private final Selection quarantined;
    private final Selection published;

    BatchFlags(ColumnBatch batch, Selection kept, List<CheckFlags> checks) {
        this.batch = batch;
        this.checks = checks;
        BitSet set = new BitSet();
        for (CheckFlags flags : checks) {
            if (quarantines(flags.check())) {
                addTo(set, flags.flagged());
            }
        }
        this.quarantined = set.isEmpty() ? Selection.all(0) : kept.where(set::get);
        this.published = set.isEmpty() ? kept : kept.where(row -> !set.get(row));
    }

    private static boolean quarantines(CheckModel check) {
        return check.onFailure() == OnFailure.QUARANTINE;
    }

    private static void addTo(BitSet set, Selection selection) {
        for (int i = 0; i < selection.size(); i++) {
            set.set(selection.position(i));
        }
    }

    /** The kept rows that some check with {@code on_failure: quarantine} flagged. */
    public Selection quarantined() {
        return quarantined;
    }

    /** The kept rows that are not quarantined; the same selection when none is. */
    public Selection published() {
        return published;
    }

    /** Every flag in the order of the checks, then of the rows: one per row and check. */
    public List<FlaggedRow> rows() {
        List<FlaggedRow> rows = new ArrayList<>();
        checks.forEach(flags -> addRows(flags, rows));
        return rows;
    }

    private void addRows(CheckFlags flags, List<FlaggedRow> rows) {
        CheckModel check = flags.check();
        String rule = check.rule().name();
        for (int i = 0; i < flags.flagged().size(); i++) {
            int row = flags.flagged().position(i);
            String observed = flags.judge().observed(batch, row);
            String expected = flags.judge().expected(batch, row);
            rows.add(new FlaggedRow(check.id(), rule, row, observed, expected, quarantines(check)));
        }
    }

    /** Adds the batch's counts to the table's. */
    public void addTo(FailureCountState counts) {
        counts.addQuarantined(quarantined.size());
        for (CheckFlags flags : checks) {
            int flagged = flags.flagged().size();
            counts.add(flags.check().id(), flags.judged(), flagged, quarantines(flags.check()) ? flagged : 0);
            if (flags.by().rule().keepsExamples()) {
                addExamples(flags, counts);
            }
        }
    }

    /** Adds what the rows add up to that are published and held back. */
    public void addSums(MeasureSums sums, List<String> measures) {
        sums.add(MeasureSums.PUBLISHED, batch, published, measures);
        sums.add(MeasureSums.HELD, batch, quarantined, measures);
        for (CheckFlags flags : checks) {
            if (quarantines(flags.check())) {
                sums.add(flags.check().id(), batch, flags.flagged(), measures);
            }
        }
    }

    private void addExamples(CheckFlags flags, FailureCountState counts) {
        for (int i = 0; i < flags.flagged().size(); i++) {
            counts.addExample(
                    flags.check().id(),
                    flags.judge().example(batch, flags.flagged().position(i), flags.external()));
        }
    }
}
