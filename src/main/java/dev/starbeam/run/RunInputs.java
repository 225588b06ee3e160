package dev.starbeam.run;

import dev.starbeam.source.SourceRange;
import dev.starbeam.words.Counted;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run may read and what it has to.
 *
 * @param found everything that the sources hold, by source
 * @param wanted what of it the batch reads; empty when nothing is new
 * @param unsettled files that were changed too short a time ago to be read
 */
public record RunInputs(
        Map<String, List<SourceRange>> found, Map<String, List<SourceRange>> wanted, List<String> unsettled) {
    public RunInputs {
        found = Collections.unmodifiableMap(new TreeMap<>(found));
        wanted = Collections.unmodifiableMap(new TreeMap<>(wanted));
        unsettled = List.copyOf(unsettled);
    }

    /** What to tell people of files that are left to a later batch, if there are any. */
    public Optional<String> notice() {
        return unsettled.isEmpty()
                ? Optional.empty()
                : Optional.of(Counted.of(unsettled.size(), "file")
                        + " left to a later run, changed too short a time ago for settle: such as "
                        + unsettled.get(0));
    }
}
