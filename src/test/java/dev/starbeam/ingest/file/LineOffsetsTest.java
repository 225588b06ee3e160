package dev.starbeam.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LineOffsetsTest {
    /** Lines are asked for while others are still to come, as readers do. */
    @Property(tries = 200)
    void aLineIsWhereItWasSaidToBegin(@ForAll long seed) {
        Random random = new Random(seed);
        LineOffsets offsets = new LineOffsets(7);
        TreeMap<Long, Long> model = new TreeMap<>(Map.of(0L, 7L));
        long text = 0;
        long original = 7;
        long asked = 0;
        int askOneOf = 1 + random.nextInt(100);
        for (int i = 0; i < 600; i++) {
            text += random.nextInt(3);
            original += random.nextInt(5);
            offsets.add(text, original);
            model.put(text, original);
            if (random.nextInt(askOneOf) == 0) {
                asked += random.nextInt((int) (text - asked) + 1);
                assertThat(offsets.originalOffset(asked))
                        .isEqualTo(model.floorEntry(asked).getValue());
            }
        }
    }

    @Test
    void nothingBeforeTheFirstLineIsKnown() {
        LineOffsets offsets = new LineOffsets(3);
        offsets.add(10, 20);
        assertThat(offsets.originalOffset(9)).isEqualTo(3);
        assertThat(offsets.originalOffset(10)).isEqualTo(20);
        assertThat(offsets.originalOffset(11)).isEqualTo(20);
    }
}
