package dev.starbeam.run;

import dev.starbeam.source.SourceRange;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run may read and what it has to.
 *
 * @param found everything that the sources hold, by source
 * @param wanted what of it the batch reads; empty when nothing is new
 */
public record RunInputs(Map<String, List<SourceRange>> found, Map<String, List<SourceRange>> wanted) {
    public RunInputs {
        found = Collections.unmodifiableMap(new TreeMap<>(found));
        wanted = Collections.unmodifiableMap(new TreeMap<>(wanted));
    }
}
