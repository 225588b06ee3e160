package dev.starbeam.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImputationTest {
    private static final Schema SCOPE = Schema.of(new Field("a", ColumnType.BIGINT), new Field("b", ColumnType.BIGINT));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coalesce(a, 0)",
                "coalesce(a, b, 1 + 1)",
                "nvl(a, 0)",
                "ifnull(a, 0)",
                "zeroifnull(a)",
                "1 + coalesce(a, 0)",
                "iff(a is null, 0, a)",
                "iff(a is not null, a, 0)",
                "case when a is null then 0 else a end",
                "case when b > 1 then b when a is null then 7 end",
                "cast(nvl(a, 0) as text)",
                "coalesce(a, '0'::bigint)"
            })
    void aConstantForAMissingValueImputes(String sql) {
        assertThat(TestBatch.compile(sql, SCOPE).imputes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coalesce(a, b)", "nvl(a, null)", "iff(a is null, b, a)", "iff(a > 1, 1, 0)",
                "case a when 1 then 2 end", "nullif(a, 0)", "a + 0", "case when a is not null then a end"
            })
    void anotherColumnOrNoReplacementDoesNot(String sql) {
        assertThat(TestBatch.compile(sql, SCOPE).imputes()).isFalse();
    }
}
