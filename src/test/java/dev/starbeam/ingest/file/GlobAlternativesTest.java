package dev.starbeam.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GlobAlternativesTest {
    @Test
    void eachAlternativeIsALocation() {
        assertThat(GlobAlternatives.expand("raw/a.csv")).containsExactly("raw/a.csv");
        assertThat(GlobAlternatives.expand("raw/{a,b}.csv")).containsExactly("raw/a.csv", "raw/b.csv");
        assertThat(GlobAlternatives.expand("{a,}x")).containsExactly("ax", "x");
        assertThat(GlobAlternatives.expand("{a}")).containsExactly("a");
        assertThat(GlobAlternatives.expand("{a,b}-{1,2}"))
                .containsExactlyInAnyOrder("a-1", "a-2", "b-1", "b-2")
                .startsWith("a-1", "b-1");
    }

    @Test
    void alternativesMayHaveAlternatives() {
        assertThat(GlobAlternatives.expand("x{a,b{1,2},{c,d}e}y"))
                .containsExactly("xay", "xb1y", "xb2y", "xcey", "xdey");
    }

    @Test
    void bracesWithoutTheirCounterpartStayAsTheyAre() {
        assertThat(GlobAlternatives.expand("a{b,c")).containsExactly("a{b,c");
        assertThat(GlobAlternatives.expand("a}b,c")).containsExactly("a}b,c");
        assertThat(GlobAlternatives.expand("{a,b}{c")).containsExactly("a{c", "b{c");
        assertThat(GlobAlternatives.expand("{a,{b}")).containsExactly("{a,{b}");
    }

    @Test
    void tenThousandLocationsAreLookedForAndNoMore() {
        String ten = "{0,1,2,3,4,5,6,7,8,9}";
        assertThat(GlobAlternatives.expand(ten.repeat(4))).hasSize(10_000).doesNotHaveDuplicates();
        assertThatThrownBy(() -> GlobAlternatives.expand(ten.repeat(4) + "{a,b}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("its braces stand for more than 10000 locations.");
        assertThatThrownBy(() -> GlobAlternatives.expand("{a" + ",b".repeat(10_000) + "}"))
                .hasMessageStartingWith("its braces stand for more than 10000 locations.");
    }
}
