package dev.starbeam.star.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Validity;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.LookupModel.Fetched;
import dev.starbeam.model.LookupModel.OnUnmatched;
import dev.starbeam.model.Materialization;
import dev.starbeam.star.Formulas;
import dev.starbeam.star.TableText;
import dev.starbeam.star.join.LookupTable;
import dev.starbeam.star.join.ParkedLookups;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of rows whose lookup has no match. */
class FactLookupsTest {
    private static final ColumnBatch ORDERS = TableText.parse("""
            order_id:text | customer:text | _source_file:text | _source_offset:bigint
            A | ann | o | 1
            """);
    private static final ColumnBatch LINES = TableText.parse("""
            order:text | quantity:bigint | _source_file:text | _source_offset:bigint
            A | 4    | f | 1
            C | 0    | f | 2
            A | 200  | f | 3
            """);

    /** The declared limit is judged by the count. */
    @Test
    void rowsWithoutAMatchAreCountedUnderFailThoughNothingFetchedIsUsed() {
        FactModel fact = fact(lookup(OnUnmatched.FAIL));

        FactRows rows = FactAssembler.of(fact, null).assemble(LINES, tables(fact), Map.of());

        assertThat(rows.counts().notes()).isEqualTo(Map.of("unmatched.stg_orders", 1L));
        assertThat(rows.accepted().rows()).isEqualTo(3);
    }

    @Test
    void aRejectedRowTellsItsKeyHoweverItWasLookedUp() {
        FactModel fact = fact(lookup(OnUnmatched.REJECT));
        FactAssembler byTable = FactAssembler.of(fact, null);
        FactAssembler byShuffle = byTable.withParkedLookups(Set.of(0));
        ColumnBatch joined = LINES.with(
                ParkedLookups.matchedColumn(0),
                new BooleanColumn(new boolean[] {true, false, true}, Validity.allValid(3)));

        assertThat(rejected(byTable, LINES, tables(fact)))
                .containsExactly("2 order: no row of stg_orders matches order C")
                .isEqualTo(rejected(byShuffle, joined, Map.of()));
    }

    private static List<String> rejected(
            FactAssembler assembler, ColumnBatch staged, Map<Integer, LookupTable> tables) {
        ColumnBatch read = staged.project(List.copyOf(assembler.requiredColumns()));
        return assembler.assemble(read, tables, Map.of()).rejected().stream()
                .map(row -> row.sourceOffset() + " " + row.column() + ": " + row.detail())
                .toList();
    }

    private static Map<Integer, LookupTable> tables(FactModel fact) {
        return Map.of(0, LookupTable.of(fact.lookups().get(0), ORDERS.schema(), List.of(ORDERS)));
    }

    private static LookupModel lookup(OnUnmatched onUnmatched) {
        Fetched buyer = new Fetched("customer", new Field("buyer", ColumnType.TEXT));
        return new LookupModel("stg_orders", List.of("order"), List.of("order_id"), List.of(buyer), onUnmatched);
    }

    private static FactModel fact(LookupModel lookup) {
        ColumnModel quantity = Formulas.same("quantity", ColumnType.BIGINT);
        return new FactModel(
                "fact_lines",
                "stg_lines",
                List.of(lookup),
                List.of("quantity"),
                List.of(quantity),
                List.of(),
                List.of(),
                Materialization.TABLE,
                "");
    }
}
