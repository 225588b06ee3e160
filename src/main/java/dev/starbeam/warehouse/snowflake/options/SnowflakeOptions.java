package dev.starbeam.warehouse.snowflake.options;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.WarehouseOptions;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline declares about Snowflake.
 *
 * @param load loads files, and looks things up
 * @param merge runs the publishing transaction
 * @param marts builds marts
 * @param budget credits that a run may be estimated to cost; {@code null}: any
 * @param monitor caps what all warehouses may spend; {@code null}: nothing does
 * @param stage where files wait
 * @param clusterBy by table: its clustering key, column names in order
 */
public record SnowflakeOptions(
        ComputeModel load,
        ComputeModel merge,
        ComputeModel marts,
        @Nullable BigDecimal budget,
        @Nullable MonitorModel monitor,
        StageModel stage,
        Map<String, List<String>> clusterBy)
        implements WarehouseOptions {
    /** For a pipeline that declares nothing about it. */
    public static final SnowflakeOptions DEFAULT = new SnowflakeOptions(
            ComputeModel.of("starbeam_load"),
            ComputeModel.of("starbeam_load"),
            ComputeModel.of("starbeam_marts"),
            null,
            null,
            new StageModel(null, null, StageModel.USUAL_DAYS),
            Map.of());

    public SnowflakeOptions {
        clusterBy = Map.copyOf(clusterBy);
    }

    /** What the pipeline declares, or what is usual. */
    public static SnowflakeOptions of(PipelineModel pipeline) {
        return pipeline.options(SnowflakeOptions.class).orElse(DEFAULT);
    }

    /**
     * One of Snowflake's virtual warehouses.
     *
     * @param warehouse its name
     * @param size how much it computes at once, and costs
     * @param autoSuspendSeconds of idling after which it suspends itself; they are billed
     * @param suspendAfterStep whether the run suspends it when the step is done, rather than let it idle
     */
    public record ComputeModel(String warehouse, Size size, int autoSuspendSeconds, boolean suspendAfterStep)
            implements Serializable {
        /** An extra small one that suspends itself after a minute. */
        public static ComputeModel of(String warehouse) {
            return new ComputeModel(warehouse, Size.XSMALL, 60, false);
        }
    }

    /** Sizes of standard warehouses with their credits an hour, which double from each to the next. */
    public enum Size {
        XSMALL(1),
        SMALL(2),
        MEDIUM(4),
        LARGE(8),
        XLARGE(16),
        XXLARGE(32),
        XXXLARGE(64);

        private final int creditsPerHour;

        Size(int creditsPerHour) {
            this.creditsPerHour = creditsPerHour;
        }

        /** Of a first-generation standard warehouse. */
        public int creditsPerHour() {
            return creditsPerHour;
        }
    }

    /**
     * A resource monitor.
     *
     * @param credits a month
     * @param notifyAt per cent of them at which administrators are told
     * @param suspendAt per cent at which warehouses finish what they do and suspend
     */
    public record MonitorModel(long credits, long notifyAt, long suspendAt) implements Serializable {}

    /**
     * Where files wait: an internal stage or a bucket.
     *
     * @param url the bucket's place, as Snowflake writes it; {@code null}: internal
     * @param integration the storage integration that may read it
     * @param keepDays for how long the files of an attempt to publish stay, if nothing is added to them
     */
    public record StageModel(@Nullable String url, @Nullable String integration, int keepDays) implements Serializable {
        /** Days that files stay where nothing is declared. */
        public static final int USUAL_DAYS = 7;
    }
}
