package dev.starbeam.star.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Rows;
import org.junit.jupiter.api.Test;

class FetchedColumnsTest {
    @Test
    void columnsOfEveryTypeAreTakenAndNothingIsNull() {
        ColumnBatch table = Rows.of("""
                name | pieces bigint | price decimal(9,2) | weight double | paid boolean | day date
                Ann  | 7             | 1.50               | 0.25          | true         | 2024-02-29
                NULL | NULL          | NULL               | NULL          | NULL         | NULL
                Bob  | -7            | -1.50              | -0.25         | false        | 1969-12-31
                """);

        FetchedColumns fetched = FetchedColumns.take(table, new int[] {2, -1, 0, 1, 0});

        assertThat(Rows.lines(fetched.columns().with("matched", fetched.matched())))
                .containsExactly(
                        "Bob | -7 | -1.50 | -0.25 | false | 1969-12-31 | true",
                        "NULL | NULL | NULL | NULL | NULL | NULL | false",
                        "Ann | 7 | 1.50 | 0.25 | true | 2024-02-29 | true",
                        "NULL | NULL | NULL | NULL | NULL | NULL | true",
                        "Ann | 7 | 1.50 | 0.25 | true | 2024-02-29 | true");
    }
}
