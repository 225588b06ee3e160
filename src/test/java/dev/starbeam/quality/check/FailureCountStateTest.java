package dev.starbeam.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

/** What shards have counted travels whole, and in the same bytes whatever the order they counted in. */
class FailureCountStateTest {
    private static final FailureCountState.CountsCoder CODER = FailureCountState.CountsCoder.of();

    @Property(tries = 100)
    void travelsWhole(@ForAll @Size(max = 20) List<@IntRange(max = 200) Integer> events) throws CoderException {
        FailureCountState state = counted(events);
        byte[] bytes = CoderUtils.encodeToByteArray(CODER, state);
        assertThat(CoderUtils.decodeFromByteArray(CODER, bytes)).isEqualTo(state);

        FailureCountState backwards = new FailureCountState();
        for (int i = events.size() - 1; i >= 0; i--) {
            backwards.merge(counted(events.subList(i, i + 1)));
        }
        assertThat(CoderUtils.encodeToByteArray(CODER, backwards)).isEqualTo(bytes);
    }

    private static FailureCountState counted(List<Integer> events) {
        FailureCountState state = new FailureCountState();
        for (int event : events) {
            String check = "check " + event % 3;
            state.add(check, event, event / 2, event / 4);
            state.addExample(check, "Zo\u00eb " + event);
            state.addQuarantined(event / 4);
        }
        return state;
    }

    @Test
    void theFirstExamplesInTextOrderAreKept() {
        FailureCountState state = new FailureCountState();
        for (String example : List.of("d", "b", "c")) {
            state.addExample("check", example);
        }
        assertThat(state.examples("check")).containsExactly("b", "c", "d");
        for (String example : List.of("e", "b", "a", "bb")) {
            state.addExample("check", example);
        }
        assertThat(state.examples("check")).containsExactly("a", "b", "bb");
        assertThat(state.examples("other")).isEmpty();
        assertThat(state.examples()).containsOnlyKeys("check");
    }

    @Test
    void rowsAreAddedUp() {
        FailureCountState state = new FailureCountState();
        state.addQuarantined(2);
        state.addQuarantined(3);
        state.add("check", 10, 5, 5);
        FailureCountState twice = new FailureCountState();
        twice.merge(state);
        twice.merge(state);

        assertThat(state.quarantinedRows()).isEqualTo(5);
        assertThat(twice.quarantinedRows()).isEqualTo(10);
        assertThat(twice.byCheck()).containsOnly(Map.entry("check", new FailureCountState.Counts(20, 10, 10)));
        assertThat(state).hasToString("{check=Counts[judged=10, flagged=5, quarantined=5]}, 5 rows quarantined");
        assertThat(state.hashCode()).isNotEqualTo(twice.hashCode());
        state.addQuarantined(1);
        twice.addQuarantined(-4);
        assertThat(state.hashCode()).isNotEqualTo(twice.hashCode());
    }
}
