package dev.starbeam.warehouse;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The present state of a pipeline's tables, as the ledger knows it: not what was ever published, but what counts now.
 *
 * @param batchId the batch published last; {@code null} when there is none
 * @param declaration what makes rows, as it was declared then
 * @param files what that batch has read, as {@link SourceFileRecord#identity} says it; files of which it read a part are
 *     among them without a version
 * @param upToDate files whose newest entry is of the declaration that was asked for, and in no earlier rebuild's shadow
 * @param outdated files whose newest entry is of another declaration
 * @param batches the ids that are taken
 */
public record PublishedState(
        @Nullable String batchId,
        String declaration,
        Set<String> files,
        Set<String> upToDate,
        Set<String> outdated,
        Set<String> batches) {
    /** Nothing was published. */
    public static final PublishedState NOTHING = new PublishedState(null, "", Set.of(), Set.of(), Set.of(), Set.of());

    public PublishedState {
        files = Set.copyOf(files);
        upToDate = Set.copyOf(upToDate);
        outdated = Set.copyOf(outdated);
        batches = Set.copyOf(batches);
    }
}
