package dev.starbeam.quality;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.Validity;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.quality.check.iqr.Iqr;
import dev.starbeam.quality.check.zscore.ZScore;
import dev.starbeam.quality.statistic.QualityState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds a row of the statistics and the flags, over a million order lines of ten thousand products. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class QualityBenchmark {
    private static final int ROWS = 1 << 20;
    private static final int BATCH = 1 << 14;
    private static final int PRODUCTS = 10_000;
    private static final ColumnType AMOUNT = ColumnType.decimal(12, 2);
    private static final Schema SCHEMA = Schema.of(
            new Field("product_id", ColumnType.TEXT),
            new Field("quantity", ColumnType.BIGINT),
            new Field("total_amount", AMOUNT));

    private final List<ColumnBatch> batches = new ArrayList<>();
    private final Selection kept = Selection.all(BATCH);
    private TableChecks checks = table("quantity");
    private QualityState merged = QualityState.blank();
    private RowFlagger flagger =
            RowFlagger.of(table("quantity"), table("quantity").emptyState());

    @Param({"quantity", "total_amount"})
    public String iqrColumn = "quantity";

    @Setup
    public void generate() {
        SplittableRandom random = new SplittableRandom(42);
        for (int done = 0; done < ROWS; done += BATCH) {
            batches.add(batch(random));
        }
        checks = table(iqrColumn);
        merged = observeAll(checks);
        flagger = RowFlagger.of(checks, merged);
    }

    private static ColumnBatch batch(SplittableRandom random) {
        TextColumnBuilder products = new TextColumnBuilder(BATCH, 8);
        long[] quantities = new long[BATCH];
        long[] amounts = new long[BATCH];
        for (int row = 0; row < BATCH; row++) {
            int product = random.nextInt(PRODUCTS);
            products.append("P" + (100_000 + product));
            quantities[row] = random.nextInt(1000) == 0 ? random.nextInt(10_000) : 1 + random.nextInt(20);
            amounts[row] = quantities[row] * (99 + product * 37L % 20_000);
        }
        Validity valid = Validity.allValid(BATCH);
        return new ColumnBatch(
                SCHEMA,
                BATCH,
                List.of(
                        products.build(),
                        new LongColumn(ColumnType.BIGINT, quantities, valid),
                        new LongColumn(AMOUNT, amounts, valid)));
    }

    private static TableChecks table(String iqrColumn) {
        CheckModel iqr = check("iqr", new Iqr(iqrColumn, new BigDecimal("1.5")));
        CheckModel zscore = check("zscore", new ZScore("total_amount", "product_id", BigDecimal.valueOf(3), false));
        return new TableChecks("fact_orders", SCHEMA, List.of(iqr, zscore), List.of(), true);
    }

    private static CheckModel check(String id, Rule rule) {
        return new CheckModel(id, "fact_orders", rule, Severity.WARN, OnFailure.KEEP, BigDecimal.ONE);
    }

    private QualityState observeAll(TableChecks table) {
        QualityState state = table.emptyState();
        batches.forEach(batch -> state.observe(batch, kept));
        return state;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public QualityState observe() {
        return observeAll(checks);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public FailureCountState flag() {
        FailureCountState counts = new FailureCountState();
        batches.forEach(batch -> flagger.flag(batch, kept, ExternalFlags.NONE).addTo(counts));
        return counts;
    }

    /** What saving, loading and merging one shard's state costs, per key. */
    @Benchmark
    @OperationsPerInvocation(PRODUCTS)
    public QualityState saveLoadMerge() {
        QualityState both = QualityState.fromBytes(merged.toBytes());
        both.merge(merged);
        return both;
    }

    /** Per key. */
    @Benchmark
    @OperationsPerInvocation(PRODUCTS)
    public RowFlagger prepareFlags() {
        return RowFlagger.of(checks, merged);
    }

    /** The baseline: the same statistics with objects, as one would write it first. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Map<String, double[]> observeWithObjects() {
        Map<Long, Long> values = new HashMap<>();
        Map<String, double[]> moments = new HashMap<>();
        for (ColumnBatch batch : batches) {
            for (int row = 0; row < BATCH; row++) {
                values.merge(batch.longs(iqrColumn).value(row), 1L, Long::sum);
                double[] sums = moments.computeIfAbsent(batch.text("product_id").string(row), key -> new double[3]);
                double x = batch.longs("total_amount").value(row);
                sums[0]++;
                sums[1] += x;
                sums[2] += x * x;
            }
        }
        return moments;
    }
}
