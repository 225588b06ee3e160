package dev.starbeam.warehouse;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.warehouse.cost.CostEstimate;
import dev.starbeam.warehouse.landing.LandedRow;
import dev.starbeam.warehouse.landing.RawLanding;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * The warehouse that a URI names, for any number of openings on any machine. Its text is the URI. Never holds a secret;
 * what is declared about it is found in the pipeline's {@link PipelineModel#options}.
 */
public interface WarehouseTarget extends Serializable {
    /**
     * About what a run costs.
     *
     * @param textBytes what the sources hold, decompressed
     */
    default CostEstimate estimate(PipelineModel pipeline, long textBytes) {
        return CostEstimate.NONE;
    }

    /** What it wants the files to be like that it loads. */
    default LoadFileFormat loadFiles() {
        return LoadFileFormat.AS_WRITTEN;
    }

    /** Whether only this machine can write it, so that a distributed runner can't. */
    boolean isLocal();

    /** Whether nothing can be published yet, as is known without opening it. */
    default boolean isEmpty() {
        return false;
    }

    /** The same, of which an opening waits so long for others who have it open; for those that only one may write at a time. */
    default WarehouseTarget waiting(Duration atMost) {
        return this;
    }

    /**
     * Opens the warehouse for writing.
     *
     * @param pipeline who publishes
     * @throws WarehouseException when it can't be opened, saying why and what to do
     */
    Warehouse open(PipelineModel pipeline);

    /**
     * Opens the warehouse only to look: nothing is created where none is, and nothing is kept from others for longer.
     *
     * @throws WarehouseException when it can't be opened, saying why and what to do
     */
    default Warehouse look(PipelineModel pipeline) {
        return open(pipeline);
    }

    /**
     * Lands rows in schema {@code raw} while they are read, once a batch whatever is repeated; empty: the warehouse takes
     * them as load files, with what else is published.
     */
    default Optional<PTransform<PCollection<LandedRow>, PDone>> landing(PipelineModel pipeline, RawLanding landing) {
        return Optional.empty();
    }

    /**
     * Opens the warehouse to look at what is published; nothing is changed.
     *
     * @throws WarehouseException when it can't be opened, saying why and what to do
     */
    PublishedTables openPublished(PipelineModel pipeline);
}
