package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final Command run = new RunCommand(System.out, System.err);

    @Test
    void valuesFollowAnEqualsSignOrABlank() {
        Words words = parse("--pipeline=a", "--warehouse", "duckdb:b=c", "--var", "x=1", "--var=y=2=3");
        assertThat(words.option("pipeline")).contains("a");
        assertThat(words.option("warehouse")).contains("duckdb:b=c");
        assertThat(words.variables()).containsEntry("x", "1").containsEntry("y", "2=3");
        assertThat(words.others()).isEmpty();
        assertThat(words.mistakes()).isEmpty();
    }

    @Test
    void recordsMayBeSeveral() {
        Command publish = new PublishCommand(System.out, System.err);
        assertThat(Words.parse(publish.spec(), false, List.of("--record=b", "--record", "a"))
                        .records())
                .containsExactly("b", "a");
    }

    @Test
    void flagsSayAllByBeingThere() {
        assertThat(parse("--full-refresh", "--pipeline=a").option("full-refresh"))
                .contains("true");
        assertThat(parse("--full-refresh=true").option("full-refresh")).contains("true");
        assertThat(parse("--pipeline=a").option("full-refresh")).isEmpty();
    }

    @Test
    void valuesAreTakenAsTheyAre() {
        assertThat(parse("--pipeline=@a", "--batchId='b'", "--report=\"c d\"").options())
                .containsEntry("pipeline", "@a")
                .containsEntry("batchId", "'b'")
                .containsEntry("report", "\"c d\"");
    }

    @Test
    void whatIsNotOursIsLeftForBeamInItsOrder() {
        Words words = parse("--runner=FlinkRunner", "--pipeline=a", "--streaming", "--tempLocation=gs://a");
        assertThat(words.others()).containsExactly("--runner=FlinkRunner", "--streaming", "--tempLocation=gs://a");
        assertThat(words.mistakes()).isEmpty();
    }

    @Test
    void faultsAreNamed() {
        refuses("--pipeline needs a value: --pipeline=…", "--pipeline");
        refuses("--pipeline needs a value: --pipeline=…", "--pipeline=");
        refuses("--pipeline is given twice", "--pipeline=a", "--pipeline=b");
        refuses("unexpected word 'a'; options are written --name=value", "a");
        refuses("--var is written --var name=value, not 'x'", "--var", "x");
        refuses("--var is written --var name=value, not '=1'", "--var", "=1");
    }

    @Test
    void aSlipIsNotLeftForBeam() {
        refuses("no option is called --pipelin; did you mean --pipeline?", "--pipelin=a");
        assertThat(parse("--region=europe", "--jobName=x").mistakes()).isEmpty();
    }

    @Test
    void aCommandThatLeavesNothingForBeamRefusesWhatItDoesNotKnow() {
        Command audit = new AuditCommand(System.out);
        assertThat(Words.parse(audit.spec(), audit.passesWordsOn(), List.of("--runner=FlinkRunner"))
                        .mistakes())
                .containsExactly(
                        "no option is called --runner; there are --help, --warehouse, --pipeline, --var, --report, --wait");
    }

    @Test
    void eachRunnerGetsSettingsThatSuitItUnlessTheyAreGiven() {
        assertThat(withDefaults()).containsExactly("--runner=LocalRunner");
        assertThat(withDefaults("--runner=DirectRunner", "--enforceImmutability=true"))
                .contains("--enforceImmutability=true", "--enforceEncodability=false")
                .doesNotContain("--enforceImmutability=false");
        assertThat(withDefaults("--runner=FlinkRunner"))
                .contains("--runner=FlinkRunner")
                .noneMatch(word -> word.startsWith("--enforce"));
    }

    private static String[] withDefaults(String... given) {
        List<String> words = List.of(given);
        return BeamWords.withDefaults(words, RunnerChoice.of(words));
    }

    private Words parse(String... words) {
        return Words.parse(run.spec(), run.passesWordsOn(), List.of(words));
    }

    private void refuses(String message, String... words) {
        assertThat(parse(words).mistakes()).containsExactly(message);
    }
}
