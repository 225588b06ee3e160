package dev.starbeam.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {
    @Test
    void oneIsSingularAndAllElseIsPlural() {
        assertThat(Counted.of(1, "row")).isEqualTo("1 row");
        assertThat(Counted.of(0, "row")).isEqualTo("0 rows");
        assertThat(Counted.of(2, "more row")).isEqualTo("2 more rows");
        assertThat(Counted.of(1_234_567, "file")).isEqualTo("1,234,567 files");
    }

    @Test
    void theNounGoesWithTheWhole() {
        assertThat(Counted.of(0, 1, "row")).isEqualTo("0 of 1 row");
        assertThat(Counted.of(1, 1, "row")).isEqualTo("1 of 1 row");
        assertThat(Counted.of(1, 1_234, "row")).isEqualTo("1 of 1,234 rows");
    }
}
