package dev.starbeam.star.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.FilterModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.star.Formulas;
import dev.starbeam.star.TableText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactFiltersTest {
    private static final ColumnBatch LINES = TableText.parse("""
            quantity:bigint | _source_file:text | _source_offset:bigint
            4   | f | 1
            0   | f | 2
            200 | f | 3
            """);

    @Test
    void aFilterGuardsTheNextFromFaults() {
        FilterModel notZero = new FilterModel("not_zero", Formulas.notZero("quantity"));
        FilterModel small = new FilterModel("small", Formulas.hundredByAtMost("quantity", 20));

        assertThat(filtered(notZero, small)).isEqualTo("{not_zero=1, small=1} {}");
        assertThat(filtered(small, notZero)).isEqualTo("{small=1} {INVALID_VALUE=1}");
    }

    private static String filtered(FilterModel... filters) {
        FactModel fact = new FactModel(
                "fact_lines",
                "stg_lines",
                List.of(),
                List.of("quantity"),
                List.of(Formulas.same("quantity", ColumnType.BIGINT)),
                List.of(),
                List.of(filters),
                Materialization.TABLE,
                "");
        FactRows rows = FactAssembler.of(fact, null).assemble(LINES, Map.of(), Map.of());
        assertThat(rows.counts().balances()).isTrue();
        return rows.counts().filtered() + " " + rows.counts().rejected();
    }
}
