package dev.starbeam.warehouse;

import dev.starbeam.model.MartModel;
import dev.starbeam.warehouse.cost.ComputeUse;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a pipeline publishes. Publishing is atomic: it happens wholly or, with a {@link WarehouseException} or a
 * killed process, not at all; and every method may be repeated at will.
 *
 * <pre>{@code
 * try (Warehouse warehouse = Warehouses.target(uri).open(model)) {
 *     PublishReceipt published = warehouse.publish(request);
 *     MartsReceipt built = warehouse.buildMarts(batchId, model.marts());
 * }
 * }</pre>
 *
 * <p>An instance belongs to one thread at a time.
 */
public interface Warehouse extends AutoCloseable {
    /**
     * Publishes a batch in one transaction: creates or widens tables, loads the load files, proves them (as many rows
     * as were written, unique keys), merges them, adds the quality rows and the ledger row.
     * Where DDL commits by itself, tables are made before the transaction, and only ever wider.
     *
     * <p>A batch that the ledger knows changes nothing and returns what was done then.
     *
     * @throws WarehouseException when the warehouse can't be written, a proof fails, a published table can't hold the
     *     declared columns, or the ledger knows the batch id under another pipeline or fingerprint; nothing is published
     * @throws CommitStateUnknownException when the answer to the commit was lost and nobody could be asked: the batch is
     *     published wholly or not at all
     */
    PublishReceipt publish(PublishRequest request);

    /**
     * Builds the marts in the order given, and notes it in the ledger: in one transaction where the warehouse can, else
     * each mart by itself, old or new and never half. When they are already
     * built for this batch, as they are declared now, nothing changes; so after a crash between {@link #publish} and this, the next run of the
     * batch builds the marts only.
     *
     * @throws WarehouseException naming the mart's file and the engine's message; that mart stays as it was, and all do
     *     where it is one transaction; where it isn't, one that was of another kind before is gone, as the message says
     */
    MartsReceipt buildMarts(String batchId, List<MartModel> marts);

    /**
     * The present state of a pipeline's tables.
     *
     * @param declaration of what makes rows: files that were read by another are not up to date
     * @throws WarehouseException when the warehouse can't be read
     */
    PublishedState state(String pipeline, String declaration);

    /**
     * Whether the ledger knows the batch.
     *
     * @throws WarehouseException when the warehouse can't be read
     */
    boolean isPublished(String batchId);

    /**
     * The published batches of a pipeline that no mart holds yet, the last one last: what a run that died in between has
     * left, and what was published without building marts. {@link #buildMarts} of one of them builds them for all.
     */
    List<String> batchesWithoutMarts(String pipeline);

    /**
     * Reads the published keys of a dimension, in no order, the unknown member's among them; none when it isn't published.
     * Takes the memory of some thousand keys.
     *
     * @param column a bigint column
     * @param naturalKey columns of text or numbers to read beside it; empty for none
     */
    void readKeys(TableSpec table, String column, List<String> naturalKey, PublishedKey keys);

    /** Takes a key with the natural key beside it, {@code null} where a column is NULL. The array is used again. */
    interface PublishedKey {
        void accept(long key, @Nullable Object[] naturalKey);
    }

    /**
     * The statements that publishing would begin with to make the tables what they should be; none when they are. Changes
     * nothing.
     *
     * @throws IncompatibleTableException when a published table can't be made what it should be
     */
    List<String> changes(List<TableSpec> tables);

    /**
     * Makes sure that batches can be merged into what the tables hold. Takes one question, or few.
     *
     * @throws IncompatibleTableException when a rebuild has to replace it
     */
    void requireMergeable(List<TableSpec> tables);

    /**
     * What earlier declarations of the pipeline have published and the present one doesn't name any more.
     *
     * @param declared all its tables, with those beside them
     */
    List<LeftOver> leftOver(String pipeline, List<TableSpec> declared, List<MartModel> marts);

    /** Removes it, in one transaction where the warehouse can. */
    void remove(List<LeftOver> leftOver);

    /**
     * What marts would show with the rows of a published batch that its checks hold back. Changes nothing.
     *
     * @param facts those of which rows are held back
     */
    default List<MartFigure> withHeld(String batchId, List<TableSpec> facts, List<MartModel> marts) {
        return List.of();
    }

    /** What was computed elsewhere and has a price, since this was asked before; none for an embedded one. */
    default List<ComputeUse> computeUse() {
        return List.of();
    }

    @Override
    void close();
}
