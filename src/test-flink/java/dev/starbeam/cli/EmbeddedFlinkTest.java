package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.junit.jupiter.api.Test;

/** How patient Flink is where it runs in one process. */
class EmbeddedFlinkTest {
    @Test
    void inOneProcessSilenceIsNoDeath() {
        Configuration settings = GlobalConfiguration.loadConfiguration(
                options("--runner=FlinkRunner").getFlinkConfDir());
        assertThat(settings.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT)).isEqualTo(600_000);
        assertThat(settings.toMap()).containsEntry("pekko.ask.timeout", "10 min");
    }

    @Test
    void aClusterKeepsItsOwnSettings() {
        assertThat(options("--runner=FlinkRunner", "--flinkMaster=jobs:8081").getFlinkConfDir())
                .isNull();
    }

    @Test
    void settingsThatAreGivenStay() {
        assertThat(options("--runner=FlinkRunner", "--flinkConfDir=conf").getFlinkConfDir())
                .isEqualTo("conf");
    }

    private static FlinkPipelineOptions options(String... words) {
        Words parsed = Words.parse(new RunCommand(System.out, System.err).spec(), true, List.of(words));
        return BeamOptions.of(parsed).get().as(FlinkPipelineOptions.class);
    }
}
