package dev.starbeam.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Rows;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.expression.ExpressionCompiler;
import dev.starbeam.expression.InvalidExpressionException;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.JudgeChecks;
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
import dev.starbeam.warehouse.EmptyPipeline;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.engine.Warehouses;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import dev.starbeam.warehouse.parquet.ParquetCompression;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the warehouse counts is what a run counts, check by check, on random rows. */
class TableAuditTest {
    private static final String HEADER =
            "country | amount decimal(12,2) | quantity bigint | ratio double | sold_on date |"
                    + " sold_at timestamp | paid boolean | wide bigint | customer_id | customer_key bigint";
    private static final Schema SCHEMA = Rows.schema(HEADER);
    private static final Set<Long> MEMBERS = Set.of(1L, 2L, 3L);
    private static final List<ReferenceModel> REFERENCES = List.of(
            new ReferenceModel("customer_id", "dim_customers", "customer_key", ReferenceModel.OnOrphan.UNKNOWN_MEMBER));

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("sales.duckdb");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 40, 600})
    void eachResultIsThatOfARunOverTheSameRows(int rows) throws Exception {
        ColumnBatch sales = rows(rows, new Random(rows));
        publish(sales);
        List<CheckResult> expected = judgedAsInARun(sales);

        List<CheckResult> onDuckDb = audit("duckdb:" + file);
        List<CheckResult> onSnowflake;
        try (SnowflakeStandIn standIn = SnowflakeStandIn.start(directory.resolve("stages"), file.toString())) {
            Path token = Files.writeString(directory.resolve("token"), "pat");
            onSnowflake = audit("snowflake://fake/starbeam?user=u&access_token=file:" + token
                    + "&address=http://127.0.0.1:" + standIn.port());
            assertThat(standIn.statements())
                    .noneMatch(sql -> sql.matches("(?is)(insert|update|delete|merge|create).*"));
        }

        assertSame(onDuckDb, expected);
        assertSame(onSnowflake, expected);
    }

    @Test
    void onlyChecksThatSqlWouldRoundAreRead() throws Exception {
        publish(rows(50, new Random(1)));
        try (PublishedTables tables = Warehouses.target("duckdb:" + file).openPublished(EmptyPipeline.named("t"))) {
            TableAudit audit = auditOf(tables);
            assertThat(audit.readChecks())
                    .allMatch(id -> id.contains("ratio") || id.contains("wide") || id.contains(" / "))
                    .hasSize(9);
        }
    }

    private static void assertSame(List<CheckResult> actual, List<CheckResult> expected) {
        assertThat(actual).usingRecursiveComparison().ignoringFields("remedies").isEqualTo(expected);
    }

    private static TableChecks checks() {
        List<CheckModel> checks = new ArrayList<>();
        for (Rule rule : rules()) {
            checks.add(new CheckModel(
                    checks.size() + " " + rule,
                    "fact_sales",
                    rule,
                    checks.size() % 2 == 0 ? Severity.ERROR : Severity.WARN,
                    OnFailure.KEEP,
                    new BigDecimal("0.05")));
        }
        return new TableChecks("fact_sales", SCHEMA, checks, REFERENCES, true);
    }

    private static List<Rule> rules() {
        BigDecimal two = new BigDecimal("2");
        BigDecimal half = new BigDecimal("0.5");
        return List.of(
                new RowCount(3L, 500L),
                new NullRate("amount", new BigDecimal("0.1")),
                new NonNegative("amount"),
                new NonNegative("ratio"),
                new Range("quantity", "1", "40"),
                new Range("amount", "-1.005", null),
                new Range("ratio", "-1", "1.5"),
                new Range("sold_on", "2024-01-10", "2024-03-01"),
                new Range("sold_at", null, "2024-02-01 12:00:00.5"),
                new AcceptedValues("country", List.of("FR", "O'x\\é", "FR")),
                new AcceptedValues("amount", List.of("1", "2.50")),
                new AcceptedValues("sold_on", List.of("2024-01-05")),
                new AcceptedValues("paid", List.of("TRUE")),
                new AcceptedValues("ratio", List.of("0.5")),
                new Iqr("amount", new BigDecimal("1.5")),
                new Iqr("amount", half),
                new Iqr("quantity", half),
                new Iqr("ratio", half),
                new Iqr("sold_on", half),
                new Iqr("sold_at", half),
                new Iqr("wide", half),
                new ZScore("amount", "country", two, false),
                new ZScore("amount", null, two, false),
                new ZScore("quantity", "sold_on", new BigDecimal("1.2"), true),
                new ZScore("quantity", "paid", two, true),
                new ZScore("ratio", "country", two, false),
                new ZScore("amount", "ratio", half, false),
                new ZScore("wide", "country", two, false),
                new Unique(List.of("country", "quantity")),
                new Unique(List.of("sold_at")),
                new References(List.of()),
                condition("amount >= 0 or country = 'FR'"),
                condition("not (quantity between 1 and 20) and sold_on < '2024-03-05'"),
                condition("sold_at is null or (customer_id in ('C1', 'O''x')) or Paid"),
                condition("country is not null and 2.505 <= amount and quantity <> customer_key"),
                condition("not paid or paid = false or false"),
                condition("100 / quantity > 10"),
                condition("ratio < 1.5 or upper(country) = 'GB'"));
    }

    private static Rule condition(String sql) {
        try {
            return new ExpressionRule(ExpressionCompiler.compile(sql, SCHEMA));
        } catch (InvalidExpressionException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ColumnBatch rows(int rows, Random random) {
        StringBuilder block = new StringBuilder(HEADER + "\n");
        for (int i = 0; i < rows; i++) {
            int quantity = random.nextInt(20) == 0 ? 9000 : random.nextInt(30) - 3;
            block.append(or(
                            random,
                            List.of("FR", "GB", "'O''x\\é'", "''", "a text of more than fifteen bytes")
                                    .get(random.nextInt(5))))
                    .append(" | " + or(random, BigDecimal.valueOf(random.nextInt(900) - 100, 2)))
                    .append(" | " + or(random, quantity))
                    .append(" | " + or(random, random.nextInt(9) == 0 ? "-0.0" : random.nextInt(64) / 32.0 - 0.1))
                    .append(" | " + or(random, "2024-0" + (1 + random.nextInt(4)) + "-0" + (1 + random.nextInt(9))))
                    .append(" | "
                            + or(
                                    random,
                                    "2024-02-0" + (1 + random.nextInt(5)) + " 12:00:0" + random.nextInt(3)
                                            + (random.nextBoolean() ? "" : ".00000" + (1 + random.nextInt(9)))))
                    .append(" | " + or(random, random.nextBoolean()))
                    .append(" | "
                            + (random.nextBoolean()
                                    ? Long.MAX_VALUE - random.nextInt(9)
                                    : Long.MIN_VALUE + random.nextInt(9)))
                    .append(" | " + or(random, "C" + random.nextInt(6)))
                    .append(" | " + random.nextInt(6) + "\n");
        }
        return Rows.of(block.toString());
    }

    private static Object or(Random random, Object value) {
        return random.nextInt(8) == 0 ? "NULL" : value;
    }

    private void publish(ColumnBatch sales) throws Exception {
        Path parquet = directory.resolve("sales.parquet");
        try (ParquetBatchWriter writer =
                ParquetBatchWriter.create(parquet.toString(), SCHEMA, ParquetCompression.UNCOMPRESSED)) {
            writer.write(sales);
            writer.finish();
        }
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            duck.createStatement().execute("create schema star");
            duck.createStatement().execute("create table star.fact_sales as from read_parquet('" + parquet + "')");
            duck.createStatement()
                    .execute("create table star.dim_customers as select unnest([0, 1, 2, 3])::bigint as customer_key");
        }
    }

    private static List<CheckResult> judgedAsInARun(ColumnBatch sales) {
        TableChecks checks = checks();
        Selection all = Selection.all(sales.rows());
        QualityState state = checks.emptyState();
        state.observe(sales, all);
        Map<String, Selection> duplicates = new HashMap<>();
        for (CheckModel check : checks.checks()) {
            if (check.rule() instanceof Unique unique) {
                duplicates.put(check.id(), duplicates(sales, unique.columns()));
            }
        }
        Selection orphans = all.where(row -> !sales.column("customer_id").isNull(row)
                && !MEMBERS.contains(sales.longs("customer_key").value(row)));
        FailureCountState failures = new FailureCountState();
        RowFlagger.of(checks, state)
                .flag(sales, all, new ExternalFlags(Map.of("customer_id", orphans), duplicates))
                .addTo(failures);
        return JudgeChecks.judge(checks, state, failures);
    }

    private static Selection duplicates(ColumnBatch sales, List<String> columns) {
        Map<String, Integer> seen = new HashMap<>();
        for (int row = 0; row < sales.rows(); row++) {
            seen.merge(String.valueOf(key(sales, columns, row)), 1, Integer::sum);
        }
        return Selection.all(sales.rows())
                .where(row -> key(sales, columns, row) != null && seen.getOrDefault(key(sales, columns, row), 0) > 1);
    }

    private static @Nullable String key(ColumnBatch sales, List<String> columns, int row) {
        return columns.stream().anyMatch(column -> sales.column(column).isNull(row))
                ? null
                : new TreeSet<>(columns)
                        .stream()
                                .map(column -> sales.column(column).display(row))
                                .toList()
                                .toString();
    }

    private List<CheckResult> audit(String uri) {
        try (PublishedTables tables = Warehouses.target(uri).openPublished(EmptyPipeline.named("t"))) {
            return auditOf(tables).judge();
        }
    }

    private static TableAudit auditOf(PublishedTables tables) {
        List<ColumnSpec> columns = SCHEMA.fields().stream()
                .map(field -> ColumnSpec.optional(field.name(), field.type(), ""))
                .toList();
        TableSpec sales =
                new TableSpec("star", "fact_sales", columns, List.of(), null, null, Materialization.TABLE, "");
        TableSpec customers = new TableSpec(
                "star",
                "dim_customers",
                List.of(ColumnSpec.natural("customer_key", "")),
                List.of(),
                "customer_key",
                null,
                Materialization.TABLE,
                "");
        return new TableAudit(checks(), tables.figures(sales, name -> customers));
    }
}
