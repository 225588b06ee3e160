package dev.starbeam.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.starbeam.batch.Selection;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Rule;
import dev.starbeam.quality.OrderLine;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.quality.check.iqr.Iqr;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.Power;
import dev.starbeam.quality.check.zscore.ZScore;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.words.Counted;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Half a million real order lines, against the same decisions written as SQL. Amounts count thousandths. */
class OnlineRetailTest {
    private static final Path DATA = Path.of("pipelines/online_retail/data/online_retail.csv.gz");

    /** Both sides of the decision in 128-bit integers: exact. */
    private static final String EXACT =
            "(n * x - s) * (n * x - s) * (n - 1) >= 9 * n * (n * q - s * s) and n * q > s * s";

    private static Connection duck;
    private static final List<OrderLine> ROWS = new ArrayList<>();

    @BeforeAll
    static void load() throws SQLException {
        assumeTrue(Files.exists(DATA), DATA + " comes with the pipeline");
        duck = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duck.createStatement()) {
            statement.execute("create table l as select upper(trim(StockCode)) p, Quantity::bigint qty,"
                    + " (Quantity::bigint * (UnitPrice::decimal(12,3) * 1000)::bigint)::hugeint x"
                    + " from read_csv('" + DATA + "', all_varchar = true)");
            statement.execute("create table f as select l.*, count(*) over w::hugeint n, sum(x) over w::hugeint s,"
                    + " sum(x * x) over w::hugeint q, stddev_samp(x::double) over w sd, avg(x::double) over w m"
                    + " from l window w as (partition by p)");
            try (ResultSet rows = statement.executeQuery("select p, qty, x::bigint from l")) {
                while (rows.next()) {
                    ROWS.add(OrderLine.of(rows.getString(1), rows.getLong(2), rows.getLong(3)));
                }
            }
        }
    }

    @AfterAll
    static void close() throws SQLException {
        if (duck != null) {
            duck.close();
        }
    }

    private static long count(String sql) throws SQLException {
        try (Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static CheckResult judge(Rule rule) {
        TableChecks table = RowFlaggerTest.table(RowFlaggerTest.check(rule, OnFailure.KEEP));
        QualityState merged = QualityState.blank();
        FailureCountState counts = new FailureCountState();
        for (int from = 0; from < ROWS.size(); from += 50_000) {
            merged.merge(RowFlaggerTest.observe(table, part(from)));
        }
        RowFlagger flagger = RowFlagger.of(table, merged);
        for (int from = 0; from < ROWS.size(); from += 30_000) {
            List<OrderLine> part = ROWS.subList(from, Math.min(ROWS.size(), from + 30_000));
            flagger.flag(OrderLine.batch(part), Selection.all(part.size()), ExternalFlags.NONE)
                    .addTo(counts);
        }
        return JudgeChecks.judge(table, merged, counts).get(0);
    }

    private static List<OrderLine> part(int from) {
        return ROWS.subList(from, Math.min(ROWS.size(), from + 50_000));
    }

    @Test
    void zscoresAgreeWithExactSql() throws SQLException {
        CheckResult result = judge(new ZScore("total_amount", "product_id", BigDecimal.valueOf(3), false));
        assertThat(result.flaggedRows()).isPositive().isEqualTo(count("select count(*) from f where " + EXACT));
        long powerless = count("select count(*) from f where n < 11");
        assertThat(result.power())
                .isEqualTo(new Power(
                        powerless,
                        Counted.of(
                                        count("select count(distinct p) from f where n < 11"),
                                        count("select count(distinct p) from l"),
                                        "key")
                                + ", " + Counted.of(powerless, "row") + ": fewer than 11 rows a key"));
    }

    @Test
    void deviationsInDoublesAgreeButForProductsWithoutVariance() throws SQLException {
        assertThat(count("select count(*) from f where abs(x::double - m) >= 3 * sd and not (" + EXACT
                        + ") and n * q > s * s"))
                .isZero();
    }

    @Test
    void fencesAgreeWithSql() throws SQLException {
        assertThat(judge(new Iqr("quantity", new BigDecimal("1.5"))).flaggedRows())
                .isPositive()
                .isEqualTo(
                        count("select count(*) from l, (select quantile_cont(qty, 0.25) a, quantile_cont(qty, 0.75) b"
                                + " from l) where qty < a - 1.5 * (b - a) or qty > b + 1.5 * (b - a)"));
    }
}
