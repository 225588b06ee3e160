package dev.starbeam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SampleTest {
    @Property(tries = 200)
    void itIsACaseOfEachStretchInTheirOrder(
            @ForAll @Size(min = 1, max = 60) List<Integer> cases,
            @ForAll @IntRange(min = 1, max = 9) int every,
            @ForAll String place) {
        List<Integer> sample = Sample.from(cases, every, place);
        assertThat(sample).isNotEmpty().hasSizeBetween(cases.size() / every, cases.size() / every + 1);
        assertThat(cases).containsSubsequence(sample);
    }

    @Property(tries = 20)
    void allPlacesTogetherTryEveryCase(@ForAll @IntRange(min = 1, max = 9) int every) {
        List<Integer> cases = IntStream.range(0, 40).boxed().toList();
        Set<Integer> tried = new TreeSet<>();
        List<Integer> sizes = new ArrayList<>();
        for (int commit = 0; commit < 200; commit++) {
            List<Integer> sample = Sample.from(cases, every, Integer.toHexString(commit * 7919));
            tried.addAll(sample);
            sizes.add(sample.size());
        }
        assertThat(tried).containsExactlyElementsOf(cases);
        assertThat(sizes).allMatch(size -> size <= 40 / every + 1);
    }
}
