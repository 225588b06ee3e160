package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.client.program.ContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Flink tells the main of a jar that it was given: whether somebody waits for the job. */
class EmbeddedMainTest {
    private static final List<String> WORDS = List.of("--runner=FlinkRunner");

    @AfterEach
    void leaveFlink() {
        ContextEnvironment.unsetAsContext();
    }

    @Test
    void aProgramOfItsOwnIsNotEmbeddedAndWaits() {
        assertThat(RunnerChoice.of(WORDS)).isEqualTo(new RunnerChoice("flink", "[auto]", false, true));
    }

    @Test
    void flinkRunWaits() {
        enterFlink(true);
        assertThat(RunnerChoice.of(WORDS)).isEqualTo(new RunnerChoice("flink", "[auto]", true, true));
    }

    @Test
    void whatIsDetachedSubmitsAndLeaves() {
        enterFlink(false);
        RunnerChoice detached = RunnerChoice.of(WORDS);
        assertThat(detached).isEqualTo(new RunnerChoice("flink", "[auto]", true, false));
        assertThat(BeamWords.withDefaults(WORDS, detached)).contains("--attachedMode=false");
    }

    private static void enterFlink(boolean attached) {
        Configuration settings = new Configuration();
        settings.set(DeploymentOptions.ATTACHED, attached);
        ContextEnvironment.setAsContext(
                new DefaultExecutorServiceLoader(), settings, EmbeddedMainTest.class.getClassLoader(), true, false);
    }
}
