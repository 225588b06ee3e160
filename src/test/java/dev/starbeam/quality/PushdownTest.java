package dev.starbeam.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import dev.starbeam.expression.ExpressionCompiler;
import dev.starbeam.expression.InvalidExpressionException;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.check.Severity;
import dev.starbeam.pushdown.JudgedRows;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.JudgeChecks;
import dev.starbeam.quality.check.JudgedRule;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.acceptedvalues.AcceptedValues;
import dev.starbeam.quality.check.expression.ExpressionRule;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.quality.check.iqr.Iqr;
import dev.starbeam.quality.check.nonnegative.NonNegative;
import dev.starbeam.quality.check.nullrate.NullRate;
import dev.starbeam.quality.check.range.Range;
import dev.starbeam.quality.check.references.References;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.rowcount.RowCount;
import dev.starbeam.quality.check.unique.Unique;
import dev.starbeam.quality.check.zscore.ZScore;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.RowCountState;
import dev.starbeam.quality.statistic.StateSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A check that a warehouse answers ends as it does when the rows themselves are judged; only examples it has none. */
class PushdownTest {
    private static final Field KEY = new Field("product_key", ColumnType.BIGINT);
    private static final Schema SCHEMA = OrderLine.SCHEMA.with(KEY);
    private static final Set<Long> MEMBERS = Set.of(1L, 2L);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final List<ReferenceModel> REFERENCES = List.of(
            new ReferenceModel("product_id", "dim_products", "product_key", ReferenceModel.OnOrphan.UNKNOWN_MEMBER));

    /** Everything that warehouses are asked for. */
    private static final List<Rule> RULES = List.of(
            new RowCount(3L, 40L),
            new NullRate("product_id", new BigDecimal("0.05")),
            new NonNegative("total_amount"),
            new NonNegative("quantity"),
            new Range("quantity", "0", "2500"),
            new Range("total_amount", "-0.005", null),
            new Range("ordered_on", null, "2009-06-01"),
            new Range("ordered_on", "2009-06-01", "2009-06-01"),
            new AcceptedValues("product_id", List.of("A", "", "Größe é 漢字 and so on")),
            new AcceptedValues("quantity", List.of("7", "-20", "12.0")),
            new AcceptedValues("gift", List.of("TRUE")),
            new Iqr("quantity", new BigDecimal("1.5")),
            new Iqr("total_amount", HALF),
            new Iqr("ordered_on", HALF),
            new ZScore("total_amount", "product_id", TWO, false),
            new ZScore("quantity", null, TWO, true),
            new ZScore("quantity", "ordered_on", HALF, true),
            new ZScore("store_id", "gift", TWO, false),
            new Unique(List.of("product_id", "quantity")),
            new Unique(List.of("gift", "store_id"), true),
            new References(List.of()),
            condition("quantity >= 0 or product_id = 'A'"),
            condition("not (quantity between 1 and 2000) and ordered_on < '2009-06-01'"),
            condition("product_id in ('A', '22423') or gift or ordered_on is null"),
            condition("quantity <> store_id and 2 >= store_id"),
            condition("store_id > quantity or quantity <= 100 or not gift and true"),
            condition("Store_ID in (1, 2, 3)"));

    @Provide
    Arbitrary<List<OrderLine>> rows() {
        return OrderLine.anyRows(60);
    }

    @Property(tries = 60)
    void aWarehouseCountsWhatARunCounts(@ForAll("rows") List<OrderLine> lines) {
        ColumnBatch rows = keyed(lines);
        for (Rule rule : RULES) {
            TableChecks table = table(rule);
            assertThat(answered(table, new PublishedRows(rows, MEMBERS, true)))
                    .as("%s", rule)
                    .usingRecursiveComparison()
                    .ignoringFields("remedies")
                    .isEqualTo(judged(table, rows));
        }
    }

    @Test
    void whatSqlWouldRoundIsNotAskedFor() {
        PublishedRows published = new PublishedRows(keyed(List.of(OrderLine.of("A", 1, 1))), MEMBERS, true);
        for (Rule rule : List.of(
                new NonNegative("weight"),
                new Range("weight", "0", "1"),
                new AcceptedValues("weight", List.of("1")),
                new Iqr("weight", TWO),
                new ZScore("weight", null, TWO, false),
                new ZScore("quantity", "weight", TWO, false))) {
            assertThat(pushdown(rule, published)).as("%s", rule).isEqualTo(Pushdown.None.OF_DOUBLES);
        }
        assertThat(Pushdown.None.OF_DOUBLES.isAnswered()).isFalse();
    }

    @Test
    void sumsThatDontFitAreNotAskedFor() {
        PublishedRows published = new PublishedRows(keyed(List.of()), MEMBERS, false);
        assertThat(pushdown(new ZScore("quantity", null, TWO, false), published))
                .isEqualTo(new Pushdown.None("sums of squares could have more than 38 digits"));
    }

    @Test
    void conditionsThatEnginesDecideDifferentlyAreNotAskedFor() {
        PublishedRows published = new PublishedRows(keyed(List.of()), MEMBERS, true);
        for (String sql : List.of(
                "weight > 1",
                "upper(product_id) = 'A'",
                "quantity + 1 > 2",
                "quantity > 12345678901234567.8",
                "quantity in (1, 12345678901234567.8)",
                "total_amount = quantity",
                "ordered_on = '2009-6-1' or quantity = 1",
                "ordered_on in ('2009-06-01', '20090601')",
                "not (upper(product_id) = 'A')",
                "upper(product_id) is null",
                "upper(product_id) in ('A')",
                "quantity between 1 and weight",
                "quantity between weight and 1",
                "quantity > 0 and weight > 1")) {
            assertThat(pushdown(condition(sql), published).isAnswered()).as(sql).isFalse();
        }
        assertThat(pushdown(condition("quantity > 123456789012345678"), published))
                .isInstanceOf(Pushdown.OfTest.class);
    }

    private static Rule condition(String sql) {
        try {
            return new ExpressionRule(ExpressionCompiler.compile(sql, SCHEMA));
        } catch (InvalidExpressionException e) {
            throw new IllegalArgumentException(sql, e);
        }
    }

    /** Products that are short have a key, most of them of a member. */
    private static ColumnBatch keyed(List<OrderLine> lines) {
        long[] keys = lines.stream()
                .mapToLong(line -> line.product() == null ? 0 : line.product().length() % 4)
                .toArray();
        return OrderLine.batch(lines)
                .with(KEY.name(), new LongColumn(KEY.type(), keys, Validity.allValid(keys.length)));
    }

    private static TableChecks table(Rule rule) {
        CheckModel check =
                new CheckModel("c", "fact_orders", rule, Severity.WARN, OnFailure.KEEP, new BigDecimal("0.05"));
        return new TableChecks("fact_orders", SCHEMA, List.of(check), REFERENCES, true);
    }

    private static Pushdown pushdown(Rule rule, PublishedRows published) {
        return ((JudgedRule) rule).pushdown(table(rule), published);
    }

    private static CheckResult answered(TableChecks table, PublishedRows published) {
        CheckModel check = table.checks().get(0);
        Pushdown pushdown = JudgedRule.of(check).pushdown(table, published);
        assertThat(pushdown.isAnswered()).isTrue();
        QualityState state = table.emptyState();
        long rows = published.rows().rows();
        ((RowCountState) state.state(new StateSpec.Rows())).add(rows);
        if (pushdown.needsStatistics()) {
            for (StateSpec spec : JudgedRule.of(check).statistics(SCHEMA)) {
                spec.measure(
                        state,
                        published,
                        rows,
                        published.rowsAndNulls(spec.columns()).get(1));
            }
        }
        FailureCountState failures = new FailureCountState();
        pushdown.countedBy(state)
                .ifPresent(test -> add(failures, published.count(List.of(test)).get(0)));
        pushdown.ask(published, state).ifPresent(counts -> add(failures, counts));
        return JudgeChecks.judge(table, state, failures).get(0);
    }

    private static void add(FailureCountState failures, JudgedRows counts) {
        failures.add("c", counts.judged(), counts.flagged(), 0);
    }

    private static CheckResult judged(TableChecks table, ColumnBatch rows) {
        QualityState state = table.emptyState();
        state.observe(rows, Selection.all(rows.rows()));
        FailureCountState failures = new FailureCountState();
        RowFlagger.of(table, state)
                .flag(
                        rows,
                        Selection.all(rows.rows()),
                        external(table.checks().get(0).rule(), rows))
                .addTo(failures);
        return JudgeChecks.judge(table, state, failures).get(0);
    }

    private static ExternalFlags external(Rule rule, ColumnBatch rows) {
        Selection all = Selection.all(rows.rows());
        Selection orphans = all.where(row -> !rows.column("product_id").isNull(row)
                && !MEMBERS.contains(rows.longs(KEY.name()).value(row)));
        Map<List<String>, Integer> seen = new HashMap<>();
        List<List<String>> keys = new ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            keys.add(key(rule, rows, row));
            seen.merge(keys.get(row), 1, Integer::sum);
        }
        Selection shared = all.where(row -> !keys.get(row).isEmpty() && seen.get(keys.get(row)) > 1);
        return new ExternalFlags(Map.of("product_id", orphans), Map.of("c", shared));
    }

    /** Empty of a row that shares nothing. */
    private static List<String> key(Rule rule, ColumnBatch rows, int row) {
        List<String> columns = rule.comparedColumns();
        boolean exempt = !rule.comparesNulls()
                && columns.stream().anyMatch(column -> rows.column(column).isNull(row));
        String[] key = new String[exempt ? 0 : columns.size()];
        Arrays.setAll(key, i -> rows.column(columns.get(i)).display(row));
        return List.of(key);
    }
}
