package dev.starbeam.generate;

import java.util.List;
import java.util.Map;

/**
 * How a raw table looks, and what may be wrong with it.
 *
 * @param stem the files' stem, e.g. {@code orders}
 * @param dirtyColumns which columns a kind of dirt may hit, by position; kinds that are absent don't occur
 * @param keepsRowsThatMissTheirKey whether a row without its key comes in addition to the good one, so that whoever refers
 *     to it still finds it: otherwise one lost customer would make orphans that the report doesn't know of
 */
record TableShape(
        String stem, List<String> columns, Map<DirtKind, int[]> dirtyColumns, boolean keepsRowsThatMissTheirKey) {}
