package dev.starbeam.reject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Rows;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.star.Formulas;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossesTest {
    private static final ColumnModel SIZE = Formulas.same("size", ColumnType.TEXT);
    private static final ColumnBatch READ = Rows.of("""
            size | word  | _source_file | _source_offset bigint
            NULL | one   | raw/a.csv    | 10
            2    | two   | raw/a.csv    | 20
            3    | three | raw/a.csv    | 30
            NULL | four  | raw/a.csv    | 40
            NULL | NULL  | raw/a.csv    | 50
            """);

    private final Losses losses = new Losses(5);

    private void lost(int row, Loss loss) {
        losses.add(row, loss, READ.column("word"), row);
    }

    private FaultCount count(Loss loss) {
        return losses.faults(READ).counts().get(new FaultKind(loss.name(), "size"));
    }

    private static FaultCount.Seen seen(String word, long offset) {
        return new FaultCount.Seen("'" + word + "'", "raw/a.csv", offset, 0);
    }

    @Test
    void aValueIsLostOnceAndTheFirstRowIsTold() {
        losses.enter();
        lost(3, Loss.ROUNDED);
        lost(1, Loss.ROUNDED);
        lost(1, Loss.ROUNDED);
        lost(1, Loss.READ_AS_SECONDS);
        losses.leave(SIZE, READ.column("size"));

        assertThat(losses.notes()).isEqualTo(Map.of("rounded.size", 2L));
        assertThat(count(Loss.ROUNDED)).isEqualTo(new FaultCount(2, 3, seen("two", 20)));
        assertThat(count(Loss.READ_AS_SECONDS)).isNull();
    }

    @Test
    void whatCouldNotBeReadIsLostWhereNothingElseHasReadIt() {
        losses.enter();
        lost(0, Loss.UNPARSABLE);
        lost(2, Loss.UNPARSABLE);
        lost(3, Loss.UNPARSABLE);
        losses.leave(SIZE, READ.column("size"));

        assertThat(losses.notes()).isEqualTo(Map.of("unparsable.size", 2L));
        assertThat(count(Loss.UNPARSABLE)).isEqualTo(new FaultCount(2, 4, seen("one", 10)));
    }

    @Test
    void aTimeInUtcIsNotedBesideALoss() {
        losses.enter();
        lost(1, Loss.CONVERTED_TO_UTC);
        lost(1, Loss.ROUNDED);
        losses.leave(SIZE, READ.column("size"));

        assertThat(losses.notes()).isEqualTo(Map.of("converted_to_utc.size", 1L, "rounded.size", 1L));
    }

    @Test
    void eachColumnBeginsAnew() {
        losses.enter();
        lost(1, Loss.ROUNDED);
        losses.leave(SIZE, READ.column("size"));
        losses.enter();
        losses.leave(Formulas.same("other", ColumnType.TEXT), READ.column("word"));

        assertThat(losses.notes()).isEqualTo(Map.of("rounded.size", 1L));
        assertThat(losses.faults(READ).counts()).containsOnlyKeys(new FaultKind("ROUNDED", "size"));
        assertThat(new Losses(5).faults(READ)).isSameAs(FaultCounts.NONE);
    }
}
