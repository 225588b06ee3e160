package dev.starbeam.pipeline.publish;

import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.warehouse.ComputeUse;
import dev.starbeam.warehouse.MartFailedException;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseException;
import java.io.IOException;
import java.util.List;
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
    private final PublishSettings settings;
    private @Nullable Warehouse warehouse;

    public BatchPublisher(PublishSettings settings) {
        this.settings = settings;
    }

    /**
     * Publishes a batch with its ranges in one transaction, whatever its checks say: the gate is the caller's.
     *
     * @throws WarehouseException as {@link Warehouse#publish} does
     */
    public PublishReceipt publish(BatchRecord record, Judgement judgement) throws IOException {
        BatchRows rows = new BatchRows(settings.model(), record.planned(), judgement);
        PublishRequest request = new PublishRequest(
                rows.run(),
                new StagedTables(settings.model(), record.files()).loads(),
                rows.checks(),
                rows.sources(),
                settings.model().marts(),
                record.planned().scope().rebuilds());
        Warehouse open = warehouse();
        SummaryFiles.write(record.planned().publishingMark(), "");
        return open.publish(request);
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
