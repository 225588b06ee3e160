package dev.starbeam.star.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.hash.RowHash;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyEqualityTest {
    private static final double[] VALUES = {0.0, -0.0, 1.5, Double.NaN, Double.NaN, Double.NEGATIVE_INFINITY};

    /** Rows meet by hash where they are shuffled, by value where a table holds them. */
    @Test
    void doublesAreEqualWhereTheirHashesAre() {
        DoubleColumn doubles = new DoubleColumn(VALUES, Validity.allValid(VALUES.length));
        ColumnBatch batch = new ColumnBatch(Schema.of(), VALUES.length, List.of()).with("key", doubles);
        RowHash hashes = RowHash.of(batch, List.of("key"));
        for (int row = 0; row < VALUES.length; row++) {
            for (int other = 0; other < VALUES.length; other++) {
                assertThat(KeyEquality.equal(doubles, row, doubles, other))
                        .as(VALUES[row] + " = " + VALUES[other])
                        .isEqualTo(
                                hashes.high()[row] == hashes.high()[other] && hashes.low()[row] == hashes.low()[other]);
            }
        }
    }
}
