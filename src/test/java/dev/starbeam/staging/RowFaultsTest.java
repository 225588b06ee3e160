package dev.starbeam.staging;

import static dev.starbeam.expression.HandMadeExpression.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Rows;
import dev.starbeam.batch.Selection;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.reject.RejectReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowFaultsTest {
    private static final Column WORDS = Rows.of("word\none\ntwo\nthree\nfour").column("word");

    private final RowFaults faults = new RowFaults(4);

    @Test
    void theFirstFaultOfARowStands() {
        assertThat(faults.any()).isFalse();
        assertThat(faults.fault(2)).isNull();
        assertThat(faults.sound(Selection.all(4)).size()).isEqualTo(4);

        faults.enter("price");
        faults.invalid(2, "no number");
        faults.enter("name");
        faults.reject(2, RejectReason.REQUIRED_COLUMN_NULL, "name is NULL");
        faults.reject(0, RejectReason.REQUIRED_COLUMN_NULL, "name is NULL");

        assertThat(faults.any()).isTrue();
        assertThat(faults.fault(2)).isEqualTo(new RowFaults.Fault(RejectReason.INVALID_VALUE, "price", "no number"));
        assertThat(faults.fault(0))
                .isEqualTo(new RowFaults.Fault(RejectReason.REQUIRED_COLUMN_NULL, "name", "name is NULL"));
        assertThat(faults.sound(Selection.of(new int[] {1, 2, 3}, 3)).toArray()).containsExactly(1, 3);
    }

    @Test
    void faultsOfAFilterAreHeldAgainstTheRowsItJudgesAlone() {
        RowFaults own = new RowFaults(4);
        own.enter("dense");
        faults.addAll(own, Selection.all(4));
        assertThat(faults.any()).isFalse();

        own.invalid(1, "division by zero");
        own.invalid(3, "division by zero");
        faults.addAll(own, Selection.of(new int[] {0, 3}, 2));

        assertThat(faults.fault(1)).isNull();
        assertThat(faults.fault(3))
                .isEqualTo(new RowFaults.Fault(RejectReason.INVALID_VALUE, "dense", "division by zero"));
    }

    @Test
    void aLossRejectsNothing() {
        faults.enter("quantity");
        faults.lost(1, Loss.ROUNDED, WORDS, 1);
        faults.losses().leave(new ColumnModel("quantity", column("word", ColumnType.TEXT), ""), WORDS);
        assertThat(faults.losses().notes()).isEqualTo(Map.of("rounded.quantity", 1L));
        assertThat(faults.any()).isFalse();
    }

    @Test
    void aCastThatDoesNotTellWhatItCouldNotReadIsADefect() {
        assertThatThrownBy(() -> faults.unparsable(0)).isInstanceOf(IllegalStateException.class);
    }
}
