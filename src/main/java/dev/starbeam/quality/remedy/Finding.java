package dev.starbeam.quality.remedy;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.check.CheckModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a failing check found: the figures a remedy quotes.
 *
 * @param check the check
 * @param schema the columns of its table
 * @param canQuarantine whether the table's rows may be set aside, as those of facts may
 * @param judged the rows it judged
 * @param flagged the rows it found at fault (NULLs, for {@code null_rate}; all rows, for {@code row_count})
 * @param fences the limits that values had to keep, if they were computed
 * @param examples a few values at fault, such as {@code country = Eire}; may be empty
 */
public record Finding(
        CheckModel check,
        Schema schema,
        boolean canQuarantine,
        long judged,
        long flagged,
        @Nullable Fences fences,
        List<String> examples) {
    /**
     * Limits as one writes them in an expression.
     *
     * @param lower the least value that passes
     * @param upper the greatest
     * @param collapsed whether at least half of the values are the same, so that the limits meet
     */
    public record Fences(String lower, String upper, boolean collapsed) {}
}
