package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Set<String> KNOWN = Set.of("pipeline", "warehouse");

    @Test
    void valuesFollowAnEqualsSignOrABlank() throws UsageException {
        Words words =
                Words.parse(List.of("--pipeline=a", "--warehouse", "duckdb:b=c", "--var", "x=1", "--var=y=2=3"), KNOWN);
        assertThat(words.option("pipeline")).contains("a");
        assertThat(words.option("warehouse")).contains("duckdb:b=c");
        assertThat(words.variables()).containsEntry("x", "1").containsEntry("y", "2=3");
        assertThat(words.others()).isEmpty();
    }

    @Test
    void whatIsNotOursIsLeftForBeam() throws UsageException {
        Words words = Words.parse(List.of("--runner=FlinkRunner", "--pipeline=a", "--streaming"), KNOWN);
        assertThat(words.others()).containsExactly("--runner=FlinkRunner", "--streaming");
    }

    @Test
    void faultsAreNamed() {
        refuses("--pipeline needs a value", "--pipeline");
        refuses("--pipeline needs a value", "--pipeline=");
        refuses("--pipeline is given twice", "--pipeline=a", "--pipeline=b");
        refuses("unexpected word 'a'; options are written --name=value", "a");
        refuses("--var is written --var name=value, not 'x'", "--var", "x");
        refuses("--var is written --var name=value, not '=1'", "--var", "=1");
    }

    @Test
    void aSlipIsNotLeftForBeam() throws UsageException {
        assertThatThrownBy(() -> BeamWords.check(List.of("--pipelin=a"), KNOWN))
                .hasMessage("no option is called --pipelin; did you mean --pipeline?");
        BeamWords.check(List.of("--runner=FlinkRunner", "--tempLocation=gs://a"), KNOWN);
    }

    @Test
    void eachRunnerGetsSettingsThatSuitItUnlessTheyAreGiven() {
        assertThat(BeamWords.withDefaults(List.of())).containsExactly("--runner=LocalRunner");
        assertThat(BeamWords.withDefaults(List.of("--runner=DirectRunner", "--enforceImmutability=true")))
                .contains("--enforceImmutability=true", "--enforceEncodability=false")
                .doesNotContain("--enforceImmutability=false");
        assertThat(BeamWords.withDefaults(List.of("--runner=FlinkRunner")))
                .contains("--runner=FlinkRunner")
                .noneMatch(word -> word.startsWith("--enforce"));
    }

    private static void refuses(String message, String... words) {
        assertThatThrownBy(() -> Words.parse(List.of(words), KNOWN))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }
}
