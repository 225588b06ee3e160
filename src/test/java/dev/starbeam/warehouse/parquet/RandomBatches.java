package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.ValidityBuilder;
import java.util.List;
import java.util.Random;

/** Batches with a column of each type, with NULLs, from a seed. */
final class RandomBatches {
    static final Schema SCHEMA = Schema.of(
            new Field("few", ColumnType.TEXT),
            new Field("many", ColumnType.TEXT),
            new Field("constant", ColumnType.TEXT),
            new Field("whole", ColumnType.BIGINT),
            new Field("money", ColumnType.decimal(18, 3)),
            new Field("small", ColumnType.decimal(4, 2)),
            new Field("ratio", ColumnType.DOUBLE),
            new Field("day", ColumnType.DATE),
            new Field("at", ColumnType.TIMESTAMP),
            new Field("yes", ColumnType.BOOLEAN));

    private static final long MICROS_OF_A_CENTURY = 3_155_760_000_000_000L;

    private final Random random;
    private final double nullShare;

    RandomBatches(long seed, double nullShare) {
        this.random = new Random(seed);
        this.nullShare = nullShare;
    }

    ColumnBatch next(int rows) {
        List<Column> columns = List.of(
                text(rows, 1 + random.nextInt(40), 12),
                text(rows, 1_000_000, 40),
                TextColumn.constant("data/orders.csv", rows),
                longs(ColumnType.BIGINT, rows, Long.MAX_VALUE),
                longs(ColumnType.decimal(18, 3), rows, 999_999_999_999_999_999L),
                longs(ColumnType.decimal(4, 2), rows, 9_999),
                doubles(rows),
                longs(ColumnType.DATE, rows, 100_000),
                longs(ColumnType.TIMESTAMP, rows, MICROS_OF_A_CENTURY),
                booleans(rows));
        return new ColumnBatch(SCHEMA, rows, columns);
    }

    private TextColumn text(int rows, int distinct, int longest) {
        TextColumnBuilder text = new TextColumnBuilder(rows, 8);
        for (int row = 0; row < rows; row++) {
            int number = random.nextInt(distinct);
            text.append(isNull() ? null : "€" + number + "x".repeat(number % longest));
        }
        return text.build();
    }

    private LongColumn longs(ColumnType type, int rows, long bound) {
        long[] values = random.longs(rows, -bound, bound).toArray();
        return new LongColumn(type, values, validity(rows));
    }

    private DoubleColumn doubles(int rows) {
        return new DoubleColumn(random.doubles(rows, -1e9, 1e9).toArray(), validity(rows));
    }

    private BooleanColumn booleans(int rows) {
        boolean[] values = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = random.nextBoolean();
        }
        return new BooleanColumn(values, validity(rows));
    }

    private Validity validity(int rows) {
        ValidityBuilder builder = new ValidityBuilder(rows);
        for (int row = 0; row < rows; row++) {
            if (isNull()) {
                builder.setNull(row);
            }
        }
        return builder.build();
    }

    private boolean isNull() {
        return random.nextDouble() < nullShare;
    }
}
