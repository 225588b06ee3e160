package dev.starbeam.pipeline.publish;

import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.run.PresentState;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.source.SourceRange;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.warehouse.MartFailedException;
import dev.starbeam.warehouse.MartFigure;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.RangesCommittedException;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.cost.ComputeUse;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Publishes batches by their records, one after the other over one connection, and builds marts. Every step may be
 * repeated: a batch that the ledger knows changes nothing. For one thread.
 *
 * <pre>{@code
 * try (BatchPublisher publisher = new BatchPublisher(settings)) {
 *     publisher.publish(record, Judgement.of(model, record));
 *     publisher.buildMarts(record.planned().batchId());
 * }
 * }</pre>
 */
public final class BatchPublisher implements AutoCloseable {
    private static final int MOST_RIVALS = 3;
    private static final PublishReceipt NOTHING_NEW =
            new PublishReceipt(PublishReceipt.Outcome.ALREADY_PUBLISHED, List.of());

    private final PublishSettings settings;
    private @Nullable Warehouse warehouse;

    public BatchPublisher(PublishSettings settings) {
        this.settings = settings;
    }

    /**
     * Publishes a batch with its ranges in one transaction, whatever its checks say: the gate is the caller's. What other
     * batches have published of it is left out.
     *
     * @throws WarehouseException as {@link Warehouse#publish} does, and when published rows can't be told from new ones
     */
    public Publication publish(BatchRecord record, Judgement judgement) throws IOException {
        Warehouse open = warehouse();
        SummaryFiles.write(record.planned().publishingMark(), "");
        for (int rivals = 0; ; rivals++) {
            Overlap overlap = Overlap.find(settings.model(), record, open);
            if (overlap.isWhole()) {
                return new Publication(NOTHING_NEW, true, overlap.notes());
            }
            try {
                PublishReceipt receipt = publish(open, request(record, judgement, overlap));
                return new Publication(receipt, false, overlap.notes());
            } catch (RangesCommittedException e) {
                if (rivals == MOST_RIVALS) {
                    throw e;
                }
            }
        }
    }

    /** Whoever has published the same batch meanwhile has removed its files: then the ledger tells what was done. */
    private static PublishReceipt publish(Warehouse open, PublishRequest request) throws IOException {
        try {
            return open.publish(request);
        } catch (WarehouseException e) {
            if (isStaged(request) || !open.isPublished(request.run().batchId())) {
                throw e;
            }
            return open.publish(request);
        }
    }

    private static boolean isStaged(PublishRequest request) throws IOException {
        for (TableLoad load : request.tables()) {
            for (String file : load.files()) {
                if (!SummaryFiles.exists(file)) {
                    return false;
                }
            }
        }
        return true;
    }

    private PublishRequest request(BatchRecord record, Judgement judgement, Overlap overlap) {
        BatchRows rows = new BatchRows(settings.model(), record.planned(), judgement);
        return new PublishRequest(
                rows.run(),
                new StagedTables(settings.model(), overlap.files(), whole(record, overlap), judgement.overruled())
                        .loads(),
                rows.checks(),
                rows.sources(overlap.ranges()),
                settings.model().marts(),
                record.planned().scope().rebuilds());
    }

    /** The ranges of which the batch has all rows: none where it has those of some days. */
    private static Map<String, List<SourceRange>> whole(BatchRecord record, Overlap overlap) {
        return record.planned().scope().interval() == null ? overlap.ranges() : Map.of();
    }

    /** Whether the batch is published. */
    public boolean isPublished(String batchId) {
        return !settings.warehouse().isEmpty() && warehouse().isPublished(batchId);
    }

    /** Whether a batch that the gate would stop is published: it was overruled before. Where nobody can say, it isn't. */
    boolean hasPublished(BatchRecord record) {
        if (settings.warehouse().isEmpty()) {
            return false;
        }
        try (Warehouse look = settings.warehouse().look(settings.model())) {
            return look.isPublished(record.planned().batchId());
        } catch (WarehouseException e) {
            return false;
        }
    }

    /** The state that the pipeline's tables are in. */
    public PresentState presentState() {
        return PresentState.of(settings.model(), warehouse());
    }

    /**
     * Builds the marts of a published batch.
     *
     * @throws MartFailedException when it can't; whatever fails, the batch is published
     */
    public MartsReceipt buildMarts(String batchId) {
        try {
            return warehouse().buildMarts(batchId, settings.model().marts());
        } catch (MartFailedException e) {
            throw e;
        } catch (WarehouseException e) {
            throw new MartFailedException(
                    "marts were not built, which the next run does; the star schema is published: " + e.getMessage(),
                    e);
        }
    }

    /** What the marts of a batch would show with the rows of these facts that it holds back. */
    List<MartFigure> withHeld(String batchId, Set<String> facts) {
        List<TableSpec> held = StarTables.of(settings.model(), CalendarDays.SCHEMA).stream()
                .filter(table -> facts.contains(table.name()))
                .toList();
        return held.isEmpty()
                ? List.of()
                : warehouse().withHeld(batchId, held, settings.model().marts());
    }

    /** The published batches that no mart holds yet, the last one last; building the marts of one builds those of all. */
    public List<String> batchesWithoutMarts() {
        return warehouse().batchesWithoutMarts(settings.model().name());
    }

    /** What was computed in the warehouse since this was asked before. */
    public List<ComputeUse> computeUse() {
        return warehouse().computeUse();
    }

    private Warehouse warehouse() {
        Warehouse open = warehouse;
        if (open == null) {
            open = settings.warehouse().open(settings.model());
            warehouse = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (warehouse != null) {
            warehouse.close();
        }
    }
}
