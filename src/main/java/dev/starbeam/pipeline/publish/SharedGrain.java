package dev.starbeam.pipeline.publish;

import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.check.Share;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.quality.check.result.Power;
import dev.starbeam.warehouse.DuplicateKeysException;
import dev.starbeam.words.Counted;
import java.util.List;

/** The built-in check {@code grain}: no two rows of a table to be published have its key, NULL being equal to NULL. */
final class SharedGrain {
    private static final String NAME = "grain";

    private SharedGrain() {}

    /** Its result, when the warehouse has found that rows share a key. */
    static CheckResult of(DuplicateKeysException found, Judgement judgement) {
        long rows = judgement.accounts().stage(found.table()).accepted();
        String key = String.join(", ", found.key());
        return new CheckResult(
                found.table() + "." + NAME + "(" + key + ")",
                found.table(),
                NAME,
                Severity.ERROR,
                CheckStatus.FAIL,
                rows,
                found.rows(),
                0,
                new Share(found.rows(), rows).limits(),
                sentence(found) + ", e.g. (with their number) " + found.examples(),
                "no two rows with the same " + key + ", NULL being equal to NULL",
                Power.FULL,
                false,
                0,
                List.of(
                        "If such rows are versions of one, keep the latest: deduplicate: {keys: [" + key
                                + "], latest_by: …} of the staged entity.",
                        "If they are of different things, add the column that tells them apart to the grain; rows that nothing"
                                + " else tells apart have a place: _source_file, _source_offset.",
                        "If a NULL stands for something unknown, make the column required, so that such rows are rejected."));
    }

    static String sentence(DuplicateKeysException found) {
        return Counted.of(found.rows(), "row") + " of " + found.table() + " share their grain ("
                + String.join(", ", found.key()) + ") with another";
    }
}
