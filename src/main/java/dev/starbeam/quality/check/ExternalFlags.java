package dev.starbeam.quality.check;

import dev.starbeam.batch.Selection;
import java.util.Map;

/**
 * What other stages found out about the rows of one batch, by position in the batch. Rows that were rejected since may
 * be among them: they count as judged and flagged.
 *
 * @param orphans what people call a reference → the rows whose key is no member of the dimension
 * @param duplicates id of a {@code unique} check → the rows that share their values with another row
 */
public record ExternalFlags(Map<String, Selection> orphans, Map<String, Selection> duplicates) {
    public static final ExternalFlags NONE = new ExternalFlags(Map.of(), Map.of());

    public static ExternalFlags ofOrphans(Map<String, Selection> orphans) {
        return new ExternalFlags(orphans, Map.of());
    }

    Selection orphans(String reference) {
        return orphans.getOrDefault(reference, Selection.all(0));
    }

    Selection duplicates(String checkId) {
        return duplicates.getOrDefault(checkId, Selection.all(0));
    }
}
