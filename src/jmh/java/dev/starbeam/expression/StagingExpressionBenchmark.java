package dev.starbeam.expression;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import dev.starbeam.expression.kernel.ValueFaults;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

/** Nanoseconds a row of each staging expression of the online_retail pipeline, over lines of about 90 bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class StagingExpressionBenchmark {
    private static final int ROWS = 16_384;
    private static final List<String> NAMES = List.of(
            "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

    @Param({
        "upper(trim(InvoiceNo))",
        "upper(trim(StockCode))",
        "try_to_number(Quantity)",
        "try_to_decimal(UnitPrice, 12, 3)",
        "quantity * unit_price",
        "try_to_timestamp_ntz(InvoiceDate)",
        "nullif(trim(CustomerID), '')",
        "initcap(trim(Country))",
        "iff(startswith(InvoiceNo, 'C'), 'cancelled', 'completed')",
        "trim(Description)"
    })
    private String sql;

    private ColumnBatch batch;
    private Expression expression;

    @Setup
    public void compile() throws InvalidExpressionException {
        batch = lines();
        for (String typed : List.of("try_to_number(Quantity)", "try_to_decimal(UnitPrice, 12, 3)")) {
            Expression e = ExpressionCompiler.compile(typed, batch.schema());
            batch = batch.with(
                    typed.contains("Price") ? "unit_price" : "quantity", e.evaluate(batch, ValueFaults.IGNORED));
        }
        expression = ExpressionCompiler.compile(quoted(sql), batch.schema());
    }

    /** The typed columns differ from the raw ones in case alone. */
    private static String quoted(String sql) {
        return sql.equals("quantity * unit_price") ? "\"quantity\" * unit_price" : sql;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Column evaluate() {
        return expression.evaluate(batch, ValueFaults.IGNORED);
    }

    private static ColumnBatch lines() {
        Random random = new Random(7);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[][] starts = new int[NAMES.size()][ROWS];
        int[][] ends = new int[NAMES.size()][ROWS];
        for (int row = 0; row < ROWS; row++) {
            String[] cells = cells(random);
            for (int c = 0; c < cells.length; c++) {
                starts[c][row] = bytes.size();
                bytes.writeBytes(cells[c].getBytes(StandardCharsets.UTF_8));
                ends[c][row] = bytes.size();
                bytes.write(',');
            }
        }
        byte[] shared = bytes.toByteArray();
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < NAMES.size(); c++) {
            columns.add(new TextColumn(shared, starts[c], ends[c], Validity.allValid(ROWS)));
        }
        List<Field> fields =
                NAMES.stream().map(n -> new Field(n, ColumnType.TEXT)).toList();
        return new ColumnBatch(Schema.of(fields), ROWS, columns);
    }

    private static String[] cells(Random random) {
        String invoice = (random.nextInt(50) == 0 ? "C" : "") + (536_000 + random.nextInt(45_000));
        String stock = 20_000 + random.nextInt(70_000) + (random.nextInt(8) == 0 ? "a" : "");
        String time = String.format(
                "2011-%02d-%02d %02d:%02d:00",
                1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(24), random.nextInt(60));
        String customer = random.nextInt(4) == 0 ? "" : "" + (12_000 + random.nextInt(6000));
        String price = String.format("%.2f", random.nextInt(2000) / 100.0);
        String country = random.nextInt(10) == 0 ? " france" : "United Kingdom";
        String description = "WHITE HANGING HEART T-LIGHT HOLDER" + (random.nextInt(5) == 0 ? " " : "");
        return new String[] {invoice, stock, description, "" + (random.nextInt(100) - 5), time, price, customer, country
        };
    }
}
