package dev.starbeam.warehouse.snowflake.landing;

import dev.starbeam.warehouse.RawLanding;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeServices;
import org.joda.time.Duration;

/** What SnowflakeIO calls with the files it wrote. */
final class LandingServices implements SnowflakeServices {
    private static final long serialVersionUID = 1L;
    private static final long FIRST_PAUSE_MILLIS = 2000;

    private final SnowflakeUri uri;
    private final SnowflakeOptions options;
    private final RawLanding landing;

    LandingServices(SnowflakeUri uri, SnowflakeOptions options, RawLanding landing) {
        this.uri = uri;
        this.options = options;
        this.landing = landing;
    }

    @Override
    public BatchService getBatchService() {
        return new LandingService(uri, options, landing, Duration.millis(FIRST_PAUSE_MILLIS));
    }

    @Override
    public StreamingService getStreamingService() {
        throw new UnsupportedOperationException("batches only");
    }
}
