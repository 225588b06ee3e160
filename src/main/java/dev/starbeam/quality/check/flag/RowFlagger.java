package dev.starbeam.quality.check.flag;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.quality.check.CheckScope;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.JudgedRule;
import dev.starbeam.quality.check.Positions;
import dev.starbeam.quality.check.RowJudge;
import dev.starbeam.quality.check.RowRule;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.statistic.QualityState;
import java.util.ArrayList;
import java.util.List;

/**
 * Flags rows by the merged statistics of their table. Immutable and safe for many threads; building it computes the
 * limits of every key (about 2 µs each), so build one a worker, not one a bundle. What it says of a row does not
 * depend on how rows are cut into batches.
 *
 * <pre>{@code
 * RowFlagger flagger = RowFlagger.of(tableChecks, mergedState);
 * BatchFlags flags = flagger.flag(batch, kept, ExternalFlags.ofOrphans(orphans));
 * publish(batch.select(flags.published()));
 * flags.addTo(failureCounts);
 * }</pre>
 */
public final class RowFlagger {
    private final List<JudgedCheck> judged;

    private RowFlagger(List<JudgedCheck> judged) {
        this.judged = judged;
    }

    /** @param state the merged state of {@link TableChecks#emptyState} over all rows of the table */
    public static RowFlagger of(TableChecks table, QualityState state) {
        List<JudgedCheck> judged = new ArrayList<>();
        for (CheckModel check : table.checks()) {
            if (JudgedRule.of(check) instanceof RowRule rule) {
                judged.add(JudgedCheck.of(check, rule, table, state));
            }
        }
        return new RowFlagger(List.copyOf(judged));
    }

    /** The same, but that checks whose statistics are in {@code state} judge by these. */
    public RowFlagger judgingBy(QualityState state, TableChecks table) {
        return new RowFlagger(judged.stream()
                .map(one -> one.rule().statistics(table.schema()).stream().anyMatch(state::has)
                        ? JudgedCheck.of(one.check(), one.rule(), table, state)
                        : one)
                .toList());
    }

    /** Judges the selected rows; the batch has the table's {@link TableChecks#judgedColumns}. */
    public BatchFlags flag(ColumnBatch batch, Selection kept, ExternalFlags external) {
        return new BatchFlags(
                batch,
                kept,
                judged.stream().map(check -> check.flag(batch, kept, external)).toList());
    }

    /** A row-level check with its judge. */
    record JudgedCheck(CheckModel check, RowRule rule, RowJudge judge) {
        static JudgedCheck of(CheckModel check, RowRule rule, TableChecks table, QualityState state) {
            return new JudgedCheck(check, rule, rule.judge(new CheckScope(check, table, state)));
        }

        CheckFlags flag(ColumnBatch batch, Selection kept, ExternalFlags external) {
            Positions flagged = new Positions();
            int rows = judge.judge(batch, kept, external, flagged);
            return new CheckFlags(this, rows, flagged.toSelection(), external);
        }
    }

    /** What one check says of one batch. */
    record CheckFlags(JudgedCheck by, int judged, Selection flagged, ExternalFlags external) {
        CheckModel check() {
            return by.check();
        }

        RowJudge judge() {
            return by.judge();
        }
    }
}
