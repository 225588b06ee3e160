package dev.starbeam.star.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.star.Formulas;
import dev.starbeam.star.derivation.RowOutcomes.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowOutcomesTest {
    private final RowOutcomes outcomes = new RowOutcomes(5);

    @Test
    void everyRowIsKeptUntilSomethingSetsItAside() {
        assertThat(outcomes.rows()).isEqualTo(5);
        assertThat(outcomes.kept()).isEqualTo(5);
        assertThat(outcomes.isKept(4)).isTrue();
        assertThat(outcomes.keptRows().toArray()).containsExactly(0, 1, 2, 3, 4);
        assertThat(outcomes.kind(0)).isEqualTo(Kind.KEPT);
        assertThat(outcomes.causeNumber(0)).isZero();
        assertThat(outcomes.count(Kind.FILTERED, 0)).isZero();
        assertThat(outcomes.count(Kind.FILTERED)).isZero();
    }

    @Test
    void theFirstCauseStands() {
        outcomes.enter(7);
        outcomes.invalid(1, "division by zero");
        outcomes.invalid(1, "too large");
        assertThat(outcomes.exclude(1, Kind.FILTERED, 3)).isFalse();
        assertThat(outcomes.exclude(2, Kind.FILTERED, 3)).isTrue();
        assertThat(outcomes.exclude(4, Kind.FILTERED, 0)).isTrue();
        assertThat(outcomes.exclude(0, Kind.ORPHAN, 3)).isTrue();

        assertThat(outcomes.kept()).isEqualTo(1);
        assertThat(outcomes.keptRows().toArray()).containsExactly(3);
        assertThat(outcomes.isKept(3)).isTrue();
        assertThat(outcomes.isKept(1)).isFalse();
        assertThat(outcomes.kind(1)).isEqualTo(Kind.INVALID);
        assertThat(outcomes.causeNumber(1)).isEqualTo(7);
        assertThat(outcomes.invalidReason(1)).isEqualTo("division by zero");
        assertThat(outcomes.invalidReason(2)).isEmpty();
        assertThat(outcomes.kind(2)).isEqualTo(Kind.FILTERED);
        assertThat(outcomes.kind(3)).isEqualTo(Kind.KEPT);
        assertThat(outcomes.causeNumber(2)).isEqualTo(3);
        assertThat(outcomes.count(Kind.FILTERED)).isEqualTo(2);
        assertThat(outcomes.count(Kind.FILTERED, 3)).isEqualTo(1);
        assertThat(outcomes.count(Kind.ORPHAN, 3)).isEqualTo(1);
        assertThat(outcomes.count(Kind.UNMATCHED)).isZero();
    }

    @Test
    void rowsThatAreSetAsideAreToldFromFilteredOnes() {
        assertThat(outcomes.rejected().toArray()).isEmpty();
        assertThat(outcomes.excluded().toArray()).isEmpty();
        outcomes.exclude(1, Kind.FILTERED, 0);
        outcomes.exclude(4, Kind.UNMATCHED, 0);
        outcomes.exclude(2, Kind.ORPHAN, 1);
        assertThat(outcomes.rejected().toArray()).containsExactly(2, 4);
        assertThat(outcomes.excluded().toArray()).containsExactly(1, 2, 4);
    }

    @Test
    void lossesAreNotedAndKeepTheirRow() {
        TextColumn words = TextColumn.constant("few", 5);
        outcomes.enter(0);
        outcomes.lost(2, Loss.ROUNDED, words, 2);
        outcomes.enter(1);
        outcomes.lost(3, Loss.ROUNDED, words, 3);
        outcomes.losses().leave(Formulas.same("size", ColumnType.TEXT), words);
        assertThat(outcomes.losses().notes()).isEqualTo(Map.of("rounded.size", 1L));
        assertThat(outcomes.kept()).isEqualTo(5);
        assertThatThrownBy(() -> outcomes.unparsable(0)).isInstanceOf(IllegalStateException.class);
    }
}
