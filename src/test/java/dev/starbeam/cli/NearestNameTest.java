package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> COMMANDS = List.of("run", "plan", "generate", "replay", "report");

    @Test
    void swappedMissingAndDoubledLettersStillFindTheName() {
        assertThat(NearestName.of("rnu", COMMANDS)).contains("run");
        assertThat(NearestName.of("genrate", COMMANDS)).contains("generate");
        assertThat(NearestName.of("reeport", COMMANDS)).contains("report");
    }

    @Test
    void anUnrelatedWordFindsNothing() {
        assertThat(NearestName.of("warehouse", COMMANDS)).isEmpty();
        assertThat(NearestName.of("run", List.of())).isEmpty();
    }

    @Property(tries = 200)
    void distanceIsTheSameInBothDirectionsAndZeroOnlyForEqualWords(
            @ForAll @StringLength(max = 12) String one, @ForAll @StringLength(max = 12) String other) {
        assertThat(NearestName.distance(one, other)).isEqualTo(NearestName.distance(other, one));
        assertThat(NearestName.distance(one, other) == 0).isEqualTo(one.equals(other));
    }
}
