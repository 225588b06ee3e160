package dev.starbeam.runner;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/** Options of {@link LocalRunner}. */
public interface LocalRunnerOptions extends PipelineOptions {
    @Description("How many threads LocalRunner works with; at least 2, and as many as there are processors by default.")
    @Default.InstanceFactory(Processors.class)
    int getThreads();

    void setThreads(int threads);

    @Hidden
    @Description("How often LocalRunner attempts bundles; more than once to see that a graph stands it.")
    @Default.Enum("ONCE")
    BundleAttempts getBundleAttempts();

    void setBundleAttempts(BundleAttempts attempts);

    /** One thread a processor, and never less than two, so that reading and computing overlap. */
    final class Processors implements DefaultValueFactory<Integer> {
        @Override
        public Integer create(PipelineOptions options) {
            return Math.max(2, Runtime.getRuntime().availableProcessors());
        }
    }
}
