package dev.starbeam.pipeline.publish;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RowAccounts;

/**
 * Where the rows of a run's sources have gone, each once: {@code read = accepted + rejected + filtered + quarantined}. A row
 * is accepted when it is in its fact or, where its entity makes no fact, when it was staged for dimensions and lookups. Rows
 * of an entity that several facts are made of count once for each.
 *
 * @param read from all sources
 */
record RunRows(long read, long accepted, long rejected, long filtered, long quarantined) {
    static RunRows of(PipelineModel model, RowAccounts accounts) {
        RunRows all = new RunRows(0, 0, 0, 0, 0);
        for (StagingModel entity : model.staging()) {
            all = all.plus(of(model, entity, accounts));
        }
        return all;
    }

    private static RunRows of(PipelineModel model, StagingModel entity, RowAccounts accounts) {
        RunRows staged = staged(model, entity, accounts);
        return model.facts().stream()
                .filter(fact -> fact.from().equals(entity.name()))
                .map(fact -> staged.then(accounts.stage(fact.name())))
                .reduce(RunRows::plus)
                .orElse(staged);
    }

    /** A source's rows are counted once for each entity that reads it, and each reads the same. */
    private static RunRows staged(PipelineModel model, StagingModel entity, RowAccounts accounts) {
        long readers = model.staging().stream()
                .filter(other -> other.from().equals(entity.from()))
                .count();
        RunRows staged = read(accounts.stage(entity.from()), readers).then(accounts.stage(entity.name()));
        return entity.deduplication().isDeclared()
                ? staged.then(accounts.stage(entity.name() + ".deduplicate"))
                : staged;
    }

    private static RunRows read(RowCounts source, long readers) {
        return new RunRows(
                source.read() / readers,
                source.accepted() / readers,
                source.rejectedRows() / readers,
                source.filteredRows() / readers,
                0);
    }

    /** What the next stage accepts of the rows accepted so far is left. */
    private RunRows then(RowCounts next) {
        return new RunRows(
                read,
                accepted - next.rejectedRows() - next.filteredRows() - next.quarantined(),
                rejected + next.rejectedRows(),
                filtered + next.filteredRows(),
                quarantined + next.quarantined());
    }

    private RunRows plus(RunRows other) {
        return new RunRows(
                read + other.read,
                accepted + other.accepted,
                rejected + other.rejected,
                filtered + other.filtered,
                quarantined + other.quarantined);
    }
}
