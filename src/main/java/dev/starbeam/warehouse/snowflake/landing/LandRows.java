package dev.starbeam.warehouse.snowflake.landing;

import dev.starbeam.warehouse.landing.LandedRow;
import dev.starbeam.warehouse.landing.RawLanding;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.session.QueryTag;
import dev.starbeam.warehouse.snowflake.session.SnowflakeDataSource;
import dev.starbeam.warehouse.snowflake.session.SnowflakeStep;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import org.apache.beam.sdk.io.snowflake.SnowflakeIO;
import org.apache.beam.sdk.io.snowflake.SnowflakeIO.DataSourceConfiguration;
import org.apache.beam.sdk.io.snowflake.enums.CreateDisposition;
import org.apache.beam.sdk.io.snowflake.enums.WriteDisposition;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeServices;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.joda.time.Duration;

/**
 * Lands rows through SnowflakeIO: it writes them into CSV files, and once all are there hands them to
 * {@link LandingServices}, which copies them into a table of the batch's own and from there, once, into schema raw.
 */
public final class LandRows extends PTransform<PCollection<LandedRow>, PDone> {
    private static final long serialVersionUID = 1L;

    /** SnowflakeIO doubles this one within texts, and no other. */
    private static final String QUOTE = "'";

    private final SnowflakeUri uri;
    private final SnowflakeOptions options;
    private final RawLanding landing;

    public LandRows(SnowflakeUri uri, SnowflakeOptions options, RawLanding landing) {
        this.uri = uri;
        this.options = options;
        this.landing = landing;
    }

    @Override
    public PDone expand(PCollection<LandedRow> rows) {
        String warehouse = uri.setting("warehouse").orElse(options.load().warehouse());
        return rows.apply(
                "Write and copy",
                SnowflakeIO.<LandedRow>write()
                        .withDataSourceConfiguration(
                                DataSourceConfiguration.create(new SnowflakeDataSource(uri, warehouse, queryTag())))
                        .to(landing.table().name())
                        .withStagingBucketName(landing.directory() + "/")
                        .withStorageIntegrationName("")
                        .withUserDataMapper(LandRows::cells)
                        .withQuotationMark(QUOTE)
                        .withShardsNumber(landing.files())
                        .withCreateDisposition(CreateDisposition.CREATE_NEVER)
                        .withWriteDisposition(WriteDisposition.APPEND)
                        .withSnowflakeServices(new LandingServices(uri, options, landing)));
    }

    private String queryTag() {
        return new QueryTag(landing.pipeline(), landing.batchId()).of(SnowflakeStep.LOAD);
    }

    /**
     * A row as {@link LandingTable} has its columns. Every text has a mark before it, so that Snowflake takes neither an
     * empty one nor one like {@code \N} for NULL, which is an empty field.
     */
    static Object[] cells(LandedRow row) {
        int columns = row.values().size();
        Object[] cells = new Object[columns + 3];
        for (int i = 0; i < columns; i++) {
            String value = row.values().get(i);
            cells[i] = value == null ? null : LandingTable.MARK + value;
        }
        cells[columns] = LandingTable.MARK + row.file();
        cells[columns + 1] = row.offset();
        cells[columns + 2] = row.isTrailer() ? row.rows() : null;
        return cells;
    }

    /** What SnowflakeIO calls with the files it wrote. */
    private static final class LandingServices implements SnowflakeServices {
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
}
