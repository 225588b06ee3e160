package dev.starbeam.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rows an expression reports, and how often. */
class FaultsTest {
    private final TestBatch.Faults faults = new TestBatch.Faults();

    private List<String> evaluate(String sql, ColumnBatch batch) {
        return TestBatch.display(TestBatch.compile(sql, batch.schema()).evaluate(batch, faults));
    }

    @Test
    void aTryCastCountsTextThatIsNoNumberButNeitherNullNorBlankText() {
        assertThat(evaluate("try_to_number(x)", TestBatch.x("1", "one", "NULL", "", "99999999999999999999")))
                .containsExactly("1", "NULL", "NULL", "NULL", "NULL");
        assertThat(faults.seen.keySet()).containsExactly(1, 4);
        assertThat(faults.calls).isEqualTo(2);
    }

    @Test
    void aCastWithoutTryMakesTheRowInvalidAndShowsTheValue() {
        assertThat(evaluate("to_decimal(x, 4, 2)", TestBatch.x("1.5", "123.4", "abc")))
                .containsExactly("1.50", "NULL", "NULL");
        assertThat(faults.seen)
                .containsEntry(1, "to_decimal: '123.4' is no decimal(4,2)")
                .containsEntry(2, "to_decimal: 'abc' is no decimal(4,2)");
    }

    @Test
    void aBranchThatIsNotTakenReportsNothing() {
        ColumnBatch batch = TestBatch.x("7", "n/a", "8");
        assertThat(evaluate("iff(x = 'n/a', -1, to_number(x))", batch)).containsExactly("7", "-1", "8");
        assertThat(evaluate("case when x = 'n/a' then null else to_number(x) end", batch))
                .containsExactly("7", "NULL", "8");
        assertThat(evaluate("coalesce(nullif(x, 'n/a'), to_char(to_number('x' || x)))", TestBatch.x("7")))
                .containsExactly("7");
        assertThat(faults.seen).isEmpty();
    }

    @Test
    void aBranchReportsItsOwnRows() {
        ColumnBatch batch = TestBatch.x("a", "1", "b", "2");
        evaluate("iff(x in ('1', 'b'), to_number(x), 0)", batch);
        assertThat(faults.seen).containsOnlyKeys(2);
        faults.seen.clear();
        evaluate("coalesce(iff(x = 'b', x, null), to_char(to_number(x)))", batch);
        assertThat(faults.seen).containsOnlyKeys(0);
    }

    @Test
    void andOrGuardTheirRightSide() {
        ColumnBatch batch = TestBatch.x("0", "5");
        assertThat(evaluate("to_number(x) <> 0 and 10 / to_number(x) > 1", batch))
                .containsExactly("false", "true");
        assertThat(evaluate("to_number(x) = 0 or 10 / to_number(x) > 1", batch)).containsExactly("true", "true");
        assertThat(faults.seen).isEmpty();
    }

    @Test
    void aValueUsedTwiceIsCountedOnce() {
        evaluate("try_to_number(x) between 1 and 5", TestBatch.x("a", "3"));
        evaluate("case try_to_number(x) when 1 then 'a' when 2 then 'b' end", TestBatch.x("a", "3"));
        evaluate("try_to_number(x) in (1, 2, 3)", TestBatch.x("a", "3"));
        assertThat(faults.calls).isEqualTo(3);
    }

    @Test
    void overflowAndDivisionByZeroAreInvalidNeverSilent() {
        ColumnBatch batch = TestBatch.x("999999999999999999", "99");
        assertThat(evaluate("to_number(x) * 10", batch)).containsExactly("NULL", "990");
        assertThat(faults.seen).containsEntry(0, "999999999999999999 * 10 does not fit bigint");
        faults.seen.clear();
        assertThat(evaluate("try_to_decimal(x, 18, 0) + 1.5", TestBatch.x("999999999999999999")))
                .containsExactly("NULL");
        assertThat(faults.seen).containsEntry(0, "999999999999999999 + 1.5 does not fit decimal(18,1)");
        faults.seen.clear();
        evaluate("1 / to_number(x)", TestBatch.x("0"));
        evaluate("mod(1.5, to_number(x))", TestBatch.x("0"));
        evaluate("to_double(x) / 0", TestBatch.x("1"));
        assertThat(faults.calls).isEqualTo(5);
    }

    @Test
    void aFaultOfConstantsIsToldForEachRow() {
        evaluate("1 / 0", TestBatch.x("a", "b"));
        assertThat(faults.seen).containsOnlyKeys(0, 1).containsEntry(0, "/: division of 1 by zero");
    }

    @Test
    void dateaddLeavesTheCalendarOnlyWithAReason() {
        assertThat(evaluate("dateadd(year, 8000, to_date(x))", TestBatch.x("2010-12-01")))
                .containsExactly("NULL");
        assertThat(faults.seen.get(0)).contains("2010-12-01").contains("8000").contains("9999");
    }

    @Test
    void aRegularExpressionTooDeepForTheTextRejectsTheRowOnly() {
        String deep = "ab".repeat(200_000);
        assertThat(evaluate("regexp_like(x, '(a|b)*')", TestBatch.x("ab", deep)))
                .startsWith("true");
        assertThat(faults.seen.get(1)).startsWith("regexp: 'abab");
    }
}
