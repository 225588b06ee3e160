package dev.starbeam.run;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.source.Committed;
import dev.starbeam.source.SourceRange;
import dev.starbeam.warehouse.LeftOver;
import dev.starbeam.warehouse.PublishedState;
import dev.starbeam.warehouse.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a batch is measured by before it is read: the state that the tables are in, whatever they were in before. A
 * declaration or a file that goes back to what it was is news, as the tables hold what came in between.
 *
 * @param model what is declared
 * @param published what the ledger knows
 * @param leftOver what is published and no longer declared, if that was asked
 */
public record PresentState(PipelineModel model, PublishedState published, List<LeftOver> leftOver) {
    /** As the warehouse's ledger tells it. */
    public static PresentState of(PipelineModel model, Warehouse warehouse) {
        return new PresentState(model, warehouse.state(model.name(), model.declaration()), List.of());
    }

    /** Before anything is published, or where it doesn't matter. */
    public static PresentState nothing(PipelineModel model) {
        return new PresentState(model, PublishedState.NOTHING, List.of());
    }

    /** The same, knowing what else is published. */
    public PresentState beside(List<LeftOver> undeclared) {
        return new PresentState(model, published, undeclared);
    }

    /** The files that were read as they are, by what is declared. */
    public Committed committed() {
        return new Committed(published.upToDate());
    }

    /** Whether the batch published last was made of these ranges, all of them and no others, by what is declared. */
    public boolean isMadeOf(RunScope scope, Map<String, List<SourceRange>> inputs) {
        Committed last = new Committed(published.files());
        List<SourceRange> ranges =
                inputs.values().stream().flatMap(List::stream).toList();
        return model.declaration().equals(published.declaration())
                && ranges.size() == published.files().size()
                && ranges.stream()
                        .allMatch(
                                range -> RunPlanner.record(model, scope, range).version() != null && last.has(range));
    }

    /** Whether a batch of this id is published. */
    public boolean knows(String batchId) {
        return published.batches().contains(batchId);
    }

    /** Whether every one of these files is in as it is, by what is declared; tables don't say. */
    public boolean holds(Map<String, List<SourceRange>> inputs) {
        Committed committed = committed();
        return inputs.values().stream()
                .flatMap(List::stream)
                .filter(range -> model.source(range.source()).isVersioned())
                .allMatch(committed::has);
    }

    /** The files that an earlier declaration has read and that are not there any more as they were. */
    public List<String> leftBehind(Map<String, List<SourceRange>> found) {
        Committed outdated = new Committed(published.outdated());
        Set<String> there = found.values().stream()
                .flatMap(List::stream)
                .filter(outdated::has)
                .map(range -> range.source() + "\n" + range.path())
                .collect(Collectors.toSet());
        return published.outdated().stream()
                .filter(identity -> !there.contains(identity.substring(0, identity.lastIndexOf('\n'))))
                .map(identity -> identity.split("\n", -1)[1])
                .sorted()
                .toList();
    }

    /** The id of a batch that may have been published before, and then is published again: the next one that is free. */
    public String next(String batchId) {
        String free = batchId;
        for (int number = 2; knows(free); number++) {
            free = batchId + "-" + number;
        }
        return free;
    }

    /** Whether the batch published last is this one, for whichever time. */
    public boolean isLast(String batchId) {
        String last = published.batchId();
        return last != null && (last.equals(batchId) || last.matches(Pattern.quote(batchId) + "-[0-9]+"));
    }
}
