package dev.starbeam.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.pushdown.Condition.AllOf;
import dev.starbeam.pushdown.Condition.AnyOf;
import dev.starbeam.pushdown.Condition.Comparison;
import dev.starbeam.pushdown.Condition.IsNull;
import dev.starbeam.pushdown.Condition.Membership;
import dev.starbeam.pushdown.Condition.Not;
import dev.starbeam.pushdown.Condition.Operator;
import dev.starbeam.warehouse.duckdb.DuckDbDdl;
import dev.starbeam.warehouse.sql.ConditionSql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class ConditionTest {
    private static final Operand X = new Operand.Column(new Field("x", ColumnType.BIGINT));
    private static final ConditionSql SQL = new ConditionSql(new DuckDbDdl());

    @Provide
    Arbitrary<Condition> conditions() {
        Arbitrary<Condition> leaves = Arbitraries.of(
                Condition.ALWAYS,
                Condition.NEVER,
                new IsNull(X),
                new Membership(X, List.of(literal(1), literal(3))),
                new Comparison(X, Operator.EQUAL, literal(2)),
                new Comparison(X, Operator.NOT_EQUAL, literal(2)),
                new Comparison(X, Operator.LESS, literal(2)),
                new Comparison(X, Operator.AT_MOST, literal(2)),
                new Comparison(X, Operator.GREATER, literal(2)),
                new Comparison(X, Operator.AT_LEAST, literal(2)));
        return over(over(over(leaves)));
    }

    private static Arbitrary<Condition> over(Arbitrary<Condition> inner) {
        return Arbitraries.oneOf(
                inner,
                inner.map(Not::new),
                inner.list().ofMinSize(1).ofMaxSize(3).map(AllOf::new),
                inner.list().ofMinSize(1).ofMaxSize(3).map(AnyOf::new));
    }

    /** True for false, false for true, and unknown for unknown, as an engine decides. */
    @Property(tries = 100)
    void theNegatedSaysTheOpposite(@ForAll("conditions") Condition condition) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = duck.createStatement()
                        .executeQuery("select " + SQL.of(condition) + ", " + SQL.of(Condition.negated(condition))
                                + " from (values (0), (1), (2), (3), (null)) as t(x)")) {
            while (rows.next()) {
                Boolean holds = (Boolean) rows.getObject(1);
                List<@Nullable Object> expected = new ArrayList<>();
                expected.add(holds == null ? null : !holds);
                List<@Nullable Object> found = new ArrayList<>();
                found.add(rows.getObject(2));
                assertThat(found).as("%s", condition).isEqualTo(expected);
            }
        }
    }

    private static Operand.Literal literal(int value) {
        return new Operand.Literal(ColumnType.BIGINT, Integer.toString(value));
    }
}
