package dev.starbeam.source;

import java.util.List;

/**
 * What a source holds when a run is planned.
 *
 * @param found everything, in the order in which it is read
 * @param unread what of it no published batch has read
 * @param unsettled files that were changed too short a time ago to be read
 */
public record SourcePlan(List<SourceRange> found, List<SourceRange> unread, List<String> unsettled) {
    static SourcePlan of(List<SourceRange> found, Committed committed) {
        return new SourcePlan(
                found, found.stream().filter(range -> !committed.has(range)).toList(), List.of());
    }
}
