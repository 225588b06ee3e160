package dev.starbeam.reject;

import static dev.starbeam.batch.BatchAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RejectedRowsTest {
    @Test
    void rejectedRowsBecomeRowsOfTheirTable() {
        RejectedRow faulty = new RejectedRow(
                "stg_orders",
                "orders.csv",
                1024,
                RejectReason.INVALID_VALUE,
                "quantity",
                "to_number('Käse') is no number",
                "536365,Käse");
        RejectedRow unreadable = new RejectedRow(
                "raw_orders", "orders.csv.gz", 0, RejectReason.UNREADABLE, null, "the file ends here", null);
        assertThat(RejectedRows.toBatch(List.of(faulty, unreadable))).hasRows("""
                        stage      | source_file   | source_offset bigint | reason        | column_name | detail                             | raw
                        stg_orders | orders.csv    | 1024                 | INVALID_VALUE | quantity    | 'to_number(''Käse'') is no number' | 536365,Käse
                        raw_orders | orders.csv.gz | 0                    | UNREADABLE    | NULL        | the file ends here                 | NULL
                        """);
    }

    @Test
    void noRejectedRowsAreAnEmptyTable() {
        assertThat(RejectedRows.toBatch(List.of()).rows()).isZero();
        assertThat(RejectedRows.toBatch(List.of()).schema()).isEqualTo(RejectedRows.SCHEMA);
    }
}
