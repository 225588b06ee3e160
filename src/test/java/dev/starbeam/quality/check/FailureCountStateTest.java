package dev.starbeam.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;

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
}
