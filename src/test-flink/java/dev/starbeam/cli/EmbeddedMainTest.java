package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    /** Who hands a jar to Flink means Flink, whether the words say so or not. */
    @Test
    void withoutARunnerTheJobIsFlinksToo() throws Exception {
        enterFlink(false);
        RunnerChoice detached = RunnerChoice.of(List.of());
        assertThat(detached).isEqualTo(new RunnerChoice("flink", "[auto]", true, false));
        detached.requireSound(List.of());
        assertThat(BeamWords.withDefaults(List.of(), detached)).contains("--runner=FlinkRunner");
    }

    @Test
    void aRunnerThatEndsWithTheClientIsRefusedInWordsThatSomebodyWrote() {
        enterFlink(false);
        List<String> words = List.of("--runner=DirectRunner");
        assertThatThrownBy(() -> RunnerChoice.of(words).requireSound(words))
                .isInstanceOf(UsageException.class)
                .hasMessage("a client of Flink that leaves a job to itself needs a runner that goes on elsewhere; the"
                        + " direct runner ends with this process");
    }

    private static void enterFlink(boolean attached) {
        Configuration settings = new Configuration();
        settings.set(DeploymentOptions.ATTACHED, attached);
        ContextEnvironment.setAsContext(
                new DefaultExecutorServiceLoader(), settings, EmbeddedMainTest.class.getClassLoader(), true, false);
    }
}
