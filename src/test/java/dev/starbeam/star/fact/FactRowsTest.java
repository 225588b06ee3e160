package dev.starbeam.star.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.expression.Expression;
import dev.starbeam.expression.ExpressionCompiler;
import dev.starbeam.expression.InvalidExpressionException;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.FilterModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.star.Formulas;
import dev.starbeam.star.TableText;
import dev.starbeam.star.key.KeySet;
import dev.starbeam.star.key.SurrogateKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of the rows of a fact. */
class FactRowsTest {
    private static final Schema SCHEMA =
            Schema.of(new Field("size", ColumnType.TEXT), new Field("quantity", ColumnType.BIGINT));
    private static final ColumnBatch LINES = TableText.parse("""
            size:text | quantity:bigint | product:text | _source_file:text | _source_offset:bigint
            4    | 1   | X | f | 1
            few  | 1   | P | f | 2
            4    | 0   | P | f | 3
            many | 900 | X | f | 4
            5    | 2   | X | f | 5
            6    | 3   | P | f | 6
            7    | 4   | X | f | 7
            """);
    private static final Map<String, KeySet> MEMBERS = Map.of(
            "dim_products",
            KeySet.of(SurrogateKeys.of(
                    TableText.parse("product:text\nP").column("product"), SurrogateKeys.seed("dim_products"))));

    private static Expression compiled(String sql) {
        try {
            return ExpressionCompiler.compile(sql, SCHEMA);
        } catch (InvalidExpressionException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static FactModel fact(FilterModel... filters) {
        return new FactModel(
                "fact_lines",
                "stg_lines",
                List.of(),
                List.of("product"),
                List.of(
                        Formulas.same("product", ColumnType.TEXT),
                        new ColumnModel("pieces", compiled("try_to_number(size)"), "")),
                List.of(new ReferenceModel(
                        "product", "dim_products", "product_key", ReferenceModel.OnOrphan.UNKNOWN_MEMBER)),
                List.of(filters),
                Materialization.TABLE,
                "");
    }

    @Test
    void castsThatCameOutNullAndOrphansAreNoted() {
        FactRows rows = FactAssembler.of(fact(), null).assemble(LINES, Map.of(), MEMBERS);

        assertThat(rows.counts().notes()).isEqualTo(Map.of("unparsable.pieces", 2L, "orphans.product_key", 4L));
        assertThat(rows.orphans().get("product_key").toArray()).containsExactly(0, 3, 4, 6);
        assertThat(rows.rejected()).isEmpty();
    }

    @Test
    void orphansAreCountedAmongTheRowsThatAreLeft() {
        FactRows rows = FactAssembler.of(fact(new FilterModel("few", Formulas.atMost("quantity", 3))), null)
                .assemble(LINES, Map.of(), MEMBERS);

        assertThat(rows.positions().toArray()).containsExactly(0, 1, 2, 4, 5);
        assertThat(rows.orphans().get("product_key").toArray()).containsExactly(0, 3);
        assertThat(rows.counts().notes()).containsEntry("orphans.product_key", 2L);
    }

    @Test
    void aFilterThatCantBeComputedIsNamedByTheRowsItRejects() {
        FilterModel few = new FilterModel("few", Formulas.atMost("quantity", 3));
        FilterModel dense = new FilterModel("dense", Formulas.hundredByAtMost("quantity", 100));
        for (FactModel fact : List.of(fact(few, dense), fact(dense, few))) {
            FactRows rows = FactAssembler.of(fact, null).assemble(LINES, Map.of(), MEMBERS);
            assertThat(rows.rejected())
                    .extracting(RejectedRow::sourceOffset, RejectedRow::column, RejectedRow::detail)
                    .containsExactly(tuple(3L, "dense", "division by zero"));
            assertThat(rows.setAside(false).longs("_source_offset").value(0)).isEqualTo(3);
            assertThat(rows.setAside(false).rows()).isEqualTo(1);
            assertThat(TableText.lines(rows.setAside(true).project(List.of("_source_offset"))))
                    .containsExactly("3", "4", "7");
        }
    }

    @Test
    void withoutTheKeysOfADimensionNothingIsAssembled() {
        assertThatThrownBy(() -> FactAssembler.of(fact(), null).assemble(LINES, Map.of(), Map.of()))
                .hasMessage("no key set of dim_products; there are []");
    }
}
