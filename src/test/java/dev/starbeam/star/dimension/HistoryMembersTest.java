package dev.starbeam.star.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.star.Formulas;
import dev.starbeam.star.TableText;
import dev.starbeam.star.key.SurrogateKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Members of dimensions of types 0 and 2. */
class HistoryMembersTest {
    private static final String HEAD =
            "id:text | at:timestamp | country:text | _source_file:text | _source_offset:bigint\n";

    private static DimensionModel model(int scd) {
        return new DimensionModel(
                "dim_customers",
                "customer_key",
                "stg_customers",
                List.of(),
                "id",
                new Field("id", ColumnType.TEXT),
                "at",
                "at",
                List.of(Formulas.same("country", ColumnType.TEXT), Formulas.same("at", ColumnType.TIMESTAMP)),
                scd,
                Materialization.TABLE,
                "");
    }

    private static ColumnBatch members(int scd, String rows) {
        LatestMembersState state = new LatestMembersState(model(scd));
        state.observe(TableText.parse(HEAD + rows));
        return new MemberAssembler(model(scd), Set.of())
                .assemble(state.members(), Map.of())
                .members();
    }

    @Test
    void type0KeepsTheEarliestRow() {
        ColumnBatch members = members(0, """
                a | 2 | later | f | 0
                a | 1 | first | f | 1
                a | 1 | again | f | 2
                """);
        assertThat(members.rows()).isEqualTo(1);
        assertThat(members.text("country").string(0)).isEqualTo("first");
    }

    @Test
    void type2KeepsARowForEachTimeTheOneReadLast() {
        ColumnBatch members = members(2, """
                a | 1 | France | f | 0
                a | 2 | Spain  | f | 1
                a | 2 | Italy  | f | 2
                a | NULL | France | f | 3
                b | 1 | France | f | 4
                """);
        assertThat(members.schema().names())
                .startsWith("customer_key", "customer_durable_key", "id", "country", "at", "row_hash");
        assertThat(TableText.lines(members.project(List.of("id", "country"))))
                .containsExactlyInAnyOrder("a | France", "a | Italy", "a | France", "b | France");
        byte[] a = "a".getBytes(StandardCharsets.UTF_8);
        assertThat(members.longs("customer_durable_key").values())
                .contains(SurrogateKeys.of(a, 0, 1, SurrogateKeys.seed("dim_customers")));
        assertThat(members.longs("customer_key").values()).doesNotHaveDuplicates();
        assertThat(members.longs("row_hash").values()).containsOnly(hashes(members));
    }

    /** Equal attributes have equal hashes, whatever the time and the member. */
    private static long[] hashes(ColumnBatch members) {
        long[] france = new long[2];
        for (int row = 0; row < members.rows(); row++) {
            int country = members.text("country").string(row).equals("France") ? 0 : 1;
            france[country] = members.longs("row_hash").value(row);
        }
        return france;
    }
}
