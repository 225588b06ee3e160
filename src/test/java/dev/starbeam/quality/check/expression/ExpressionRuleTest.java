package dev.starbeam.quality.check.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.starbeam.batch.Selection;
import dev.starbeam.expression.ExpressionCompiler;
import dev.starbeam.expression.InvalidExpressionException;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Severity;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.quality.OrderLine;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.flag.BatchFlags;
import dev.starbeam.quality.check.flag.FlaggedRow;
import dev.starbeam.quality.check.flag.RowFlagger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionRuleTest {
    @Provide
    Arbitrary<List<OrderLine>> rows() {
        return OrderLine.anyRows(60);
    }

    private static BatchFlags flag(String condition, List<OrderLine> rows) {
        try {
            CheckModel check = new CheckModel(
                    "c",
                    "fact_orders",
                    new ExpressionRule(ExpressionCompiler.compile(condition, OrderLine.SCHEMA)),
                    Severity.ERROR,
                    OnFailure.QUARANTINE,
                    BigDecimal.ZERO);
            TableChecks table = new TableChecks("fact_orders", OrderLine.SCHEMA, List.of(check), List.of(), true);
            return RowFlagger.of(table, table.emptyState())
                    .flag(OrderLine.batch(rows), Selection.all(rows.size()), ExternalFlags.NONE);
        } catch (InvalidExpressionException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Property(tries = 100)
    void aRowIsFlaggedWhereBothSidesAreKnownToBeFalse(@ForAll("rows") List<OrderLine> rows) {
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            OrderLine row = rows.get(i);
            boolean negative = row.cents() != null && row.cents() < 0;
            boolean other = row.product() != null && !row.product().equals("A");
            if (negative && other) {
                expected.add(i);
            }
        }
        BatchFlags flags = flag("total_amount >= 0 or product_id = 'A'", rows);
        assertThat(flags.quarantined().toArray())
                .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
        FailureCountState counts = new FailureCountState();
        flags.addTo(counts);
        assertThat(counts.of("c").judged())
                .as("NULL passes, so every row is judged")
                .isEqualTo(rows.size());
    }

    @Test
    void aRowWhoseConditionCantBeComputedIsFlagged() {
        List<OrderLine> rows = List.of(OrderLine.of("A", 5, 1), OrderLine.of("A", 0, 1), OrderLine.of("A", 50, 1));
        assertThat(flag("100 / quantity > 10", rows).rows())
                .extracting(FlaggedRow::row, FlaggedRow::observed, FlaggedRow::expected)
                .containsExactly(
                        tuple(1, "quantity = 0", "100 / quantity > 10"),
                        tuple(2, "quantity = 50", "100 / quantity > 10"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quantity|expected a condition (boolean), found an expression of type bigint",
                "1 = 1|the condition reads no column",
                "quantiti > 0|no column \"quantiti\"; did you mean quantity?",
            })
    void aConditionThatIsNoneIsRefusedWhereItStands(String condition, String mistake) {
        assertThat(Declaration.shop()
                        .with(
                                "{check: iqr, column: quantity, severity: warn}",
                                "{check: expression, expression: \"" + condition + "\"}")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith("35:")
                .contains(mistake);
    }
}
