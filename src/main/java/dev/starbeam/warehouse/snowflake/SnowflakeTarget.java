package dev.starbeam.warehouse.snowflake;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.warehouse.LoadFileFormat;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseTarget;
import dev.starbeam.warehouse.cost.CostEstimate;
import dev.starbeam.warehouse.landing.LandedRow;
import dev.starbeam.warehouse.landing.RawLanding;
import dev.starbeam.warehouse.parquet.ParquetCompression;
import dev.starbeam.warehouse.snowflake.landing.LandRows;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.session.Credits;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** A database of a Snowflake account. */
record SnowflakeTarget(SnowflakeUri uri) implements WarehouseTarget {
    private static final long MOST_FILE_BYTES = 250L * 1000 * 1000;

    @Override
    public CostEstimate estimate(PipelineModel pipeline, long textBytes) {
        SnowflakeOptions options = SnowflakeOptions.of(pipeline);
        return new CostEstimate(
                "credits",
                Credits.estimate(options, textBytes, pipeline.marts().size()),
                options.budget(),
                "snowflake.budget");
    }

    /**
     * Snowflake's guide to file sizes asks for 100 to 250 MB, compressed: one thread loads a file, and each costs some
     * work by itself ("Preparing your data files").
     */
    @Override
    public LoadFileFormat loadFiles() {
        return new LoadFileFormat(ParquetCompression.SNAPPY, MOST_FILE_BYTES);
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public Warehouse open(PipelineModel pipeline) {
        return SnowflakeWarehouse.open(uri, pipeline.name(), SnowflakeOptions.of(pipeline));
    }

    @Override
    public Optional<PTransform<PCollection<LandedRow>, PDone>> landing(PipelineModel pipeline, RawLanding landing) {
        return Optional.of(new LandRows(uri, SnowflakeOptions.of(pipeline), landing));
    }

    @Override
    public PublishedTables openPublished(PipelineModel pipeline) {
        return SnowflakePublished.open(uri, pipeline.name(), SnowflakeOptions.of(pipeline));
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
