package dev.starbeam.warehouse;

import dev.starbeam.model.SnowflakeModel;
import dev.starbeam.warehouse.duckdb.DuckDbUri;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** Which warehouse: {@code duckdb:PATH} or {@code snowflake://ACCOUNT/DATABASE?user=…}. Never holds a secret. */
public interface WarehouseUri extends Serializable {
    /** @throws IllegalArgumentException naming what is wrong and the supported forms, but no value that may be secret */
    static WarehouseUri parse(String text) {
        if (text.startsWith(DuckDbUri.SCHEME) && text.length() > DuckDbUri.SCHEME.length()) {
            return DuckDbUri.parse(text);
        }
        if (text.startsWith(SnowflakeUri.SCHEME)) {
            return SnowflakeUri.parse(text);
        }
        int scheme = text.indexOf(':');
        throw new IllegalArgumentException("warehouse \"" + (scheme < 0 ? text : text.substring(0, scheme + 1) + "…")
                + "\" is none that is known; supported: duckdb:PATH, e.g. duckdb:out/warehouse.duckdb, and"
                + " snowflake://ACCOUNT/DATABASE?user=NAME&role=NAME&private_key=file:PATH");
    }

    /**
     * About how many credits a run takes, by step; none where computing has no price.
     *
     * @param textBytes what the sources hold, decompressed
     * @param marts how many are built
     */
    default Map<String, Double> estimatedCredits(SnowflakeModel snowflake, long textBytes, int marts) {
        return Map.of();
    }

    /** What it wants staged files to be like. */
    default LoadFileFormat stagedFiles() {
        return LoadFileFormat.AS_WRITTEN;
    }

    /** Whether only this machine can write it, so that a distributed runner can't. */
    boolean isLocal();

    /** Whether nothing can be published yet, as is known without opening it. */
    default boolean isEmpty() {
        return false;
    }

    /**
     * Opens the warehouse for writing.
     *
     * @param pipeline whose statements these will be, for the warehouse's own records
     * @param snowflake what the pipeline declares about Snowflake, should that be it
     * @throws WarehouseException when it can't be opened, saying why and what to do
     */
    Warehouse open(String pipeline, SnowflakeModel snowflake);

    /**
     * Opens the warehouse only to look: nothing is created where none is.
     *
     * @throws WarehouseException when it can't be opened, saying why and what to do
     */
    default Warehouse look(String pipeline, SnowflakeModel snowflake) {
        return open(pipeline, snowflake);
    }

    /**
     * Lands rows in schema {@code raw} while they are read, once a batch whatever is repeated; empty: the warehouse takes
     * them as staged files, with what else is published.
     */
    default Optional<PTransform<PCollection<LandedRow>, PDone>> landing(RawLanding landing) {
        return Optional.empty();
    }

    /**
     * Opens the warehouse to look at what is published; nothing is changed.
     *
     * @throws WarehouseException when it can't be opened, saying why and what to do
     */
    PublishedTables openPublished(String pipeline, SnowflakeModel snowflake);
}
