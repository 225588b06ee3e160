package dev.starbeam.model.dialect;

import java.util.List;
import java.util.Set;

/** The SQL of one kind of warehouse, which every mart must be translatable into. */
public interface MartDialect {
    /**
     * What in a query it doesn't know, or takes for something else; nothing when the query can be translated.
     *
     * @param sql one SELECT
     */
    List<Refusal> refusals(String sql);

    /** The names of all functions that marts may call. */
    Set<String> functions();
}
