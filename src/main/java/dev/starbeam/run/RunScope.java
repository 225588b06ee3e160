package dev.starbeam.run;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How much of the sources a batch is, and so what it does to what is published.
 *
 * @param isPart whether published members count as members although the batch doesn't bring them
 * @param rebuilds whether the batch takes the place of all that is published
 * @param interval what {@code --from} and {@code --to} say, if they do; rows outside are filtered
 */
public record RunScope(
        boolean isPart, boolean rebuilds, @Nullable String interval) implements Serializable {
    /** Everything that the sources hold. */
    public static final RunScope WHOLE = new RunScope(false, false, null);

    /** Files that no published batch has read. */
    public static final RunScope NEW_FILES = new RunScope(true, false, null);

    /** Everything, in place of what is published. */
    public static final RunScope REBUILD = new RunScope(false, true, null);
}
