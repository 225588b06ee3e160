package dev.starbeam.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(NearestName.distance(one, other) == 0)
                .isEqualTo(one.toLowerCase(java.util.Locale.ROOT).equals(other.toLowerCase(java.util.Locale.ROOT)));
    }

    @ParameterizedTest
    @CsvSource({"quantity,quantity,0", "rwa,raw,1", "custmer_id,customer_id,1", "Country,country,0", "ab,xyz,3"})
    void distanceCountsInsertionsDeletionsReplacementsAndSwaps(String from, String to, int distance) {
        assertThat(NearestName.distance(from, to)).isEqualTo(distance);
        assertThat(NearestName.distance(to, from)).isEqualTo(distance);
    }

    @Test
    void aNameThatIsNoSlipOfAnotherIsNotSuggested() {
        assertThat(NearestName.hint("price", List.of("country", "city"))).isEqualTo("; expected one of country, city");
    }

    @Test
    void ofEquallyNearNamesTheFirstInOrderIsMeant() {
        assertThat(NearestName.of("rxn", List.of("run", "ran"))).contains("ran");
    }
}
