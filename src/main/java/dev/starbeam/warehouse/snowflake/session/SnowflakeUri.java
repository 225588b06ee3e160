package dev.starbeam.warehouse.snowflake.session;

import dev.starbeam.model.SecretReference;
import dev.starbeam.model.SnowflakeModel;
import dev.starbeam.warehouse.LandedRow;
import dev.starbeam.warehouse.LoadFileFormat;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.RawLanding;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseUri;
import dev.starbeam.warehouse.parquet.ParquetCompression;
import dev.starbeam.warehouse.snowflake.SnowflakePublished;
import dev.starbeam.warehouse.snowflake.SnowflakeWarehouse;
import dev.starbeam.warehouse.snowflake.landing.LandRows;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * {@code snowflake://ACCOUNT/DATABASE?user=NAME&…}: which account, how to sign in, and where files and work go.
 *
 * @param account the account identifier, as in its address
 * @param database holds all schemas
 * @param settings by name, all known, secrets by reference only
 */
public record SnowflakeUri(String account, String database, Map<String, String> settings) implements WarehouseUri {
    /** What it begins with. */
    public static final String SCHEME = "snowflake:";

    private static final long MOST_FILE_BYTES = 250L * 1000 * 1000;

    public SnowflakeUri {
        settings = Map.copyOf(settings);
    }

    /** @throws IllegalArgumentException when a part is missing, unknown or a secret */
    public static SnowflakeUri parse(String text) {
        return SnowflakeUriText.parse(text);
    }

    /**
     * Snowflake's guide to file sizes asks for 100 to 250 MB, compressed: one thread loads a file, and each costs some
     * work by itself ("Preparing your data files").
     */
    @Override
    public LoadFileFormat stagedFiles() {
        return new LoadFileFormat(ParquetCompression.SNAPPY, MOST_FILE_BYTES);
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public Warehouse open(String pipeline, SnowflakeModel snowflake) {
        return SnowflakeWarehouse.open(this, pipeline, snowflake);
    }

    @Override
    public Map<String, Double> estimatedCredits(SnowflakeModel snowflake, long textBytes, int marts) {
        return Credits.estimate(snowflake, textBytes, marts);
    }

    @Override
    public Optional<PTransform<PCollection<LandedRow>, PDone>> landing(RawLanding landing) {
        return Optional.of(new LandRows(this, landing));
    }

    @Override
    public PublishedTables openPublished(String pipeline, SnowflakeModel snowflake) {
        return SnowflakePublished.open(this, pipeline, snowflake);
    }

    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    Optional<SecretReference> secret(String name) {
        return setting(name).flatMap(SecretReference::parse);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(SCHEME + "//" + account + "/" + database);
        char before = '?';
        for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
            text.append(before)
                    .append(setting.getKey())
                    .append('=')
                    .append(SnowflakeUriText.encode(setting.getValue()));
            before = '&';
        }
        return text.toString();
    }
}
