package dev.starbeam.warehouse;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.ValidityBuilder;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/** Order lines like those of a fact table: some 100 bytes a row, high and low cardinality, some NULLs. */
final class SyntheticOrders {
    static final ColumnType MONEY = ColumnType.decimal(12, 2);
    static final Schema SCHEMA = Schema.of(
            new Field("order_id", ColumnType.TEXT),
            new Field("line_number", ColumnType.BIGINT),
            new Field("customer_id", ColumnType.TEXT),
            new Field("product_id", ColumnType.TEXT),
            new Field("quantity", ColumnType.BIGINT),
            new Field("unit_price", MONEY),
            new Field("total_amount", MONEY),
            new Field("order_status", ColumnType.TEXT),
            new Field("ordered_at", ColumnType.TIMESTAMP),
            new Field("customer_key", ColumnType.BIGINT),
            new Field("product_key", ColumnType.BIGINT),
            new Field("ordered_date_key", ColumnType.BIGINT),
            new Field("_source_file", ColumnType.TEXT),
            new Field("_source_offset", ColumnType.BIGINT));

    private static final List<String> STATUSES = List.of("completed", "cancelled", "shipped", "returned");
    private static final long YEAR_2023 = 1_672_531_200_000_000L;
    private static final long YEAR_MICROS = 31_536_000_000_000L;

    private SyntheticOrders() {}

    /** Rows {@code from} to {@code from + rows} of an endless table. */
    static ColumnBatch batch(long from, int rows) {
        Random random = new Random(from);
        int[] customers = random.ints(rows, 0, 100_000).toArray();
        int[] products = random.ints(rows, 0, 10_000).toArray();
        List<Column> columns = List.of(
                text(rows, i -> "O" + (1_000_000_000L + from + i)),
                longs(ColumnType.BIGINT, rows, i -> i % 5),
                text(rows, i -> "C" + (100_000 + customers[i])),
                text(rows, i -> "P" + (10_000 + products[i])),
                sparse(rows, i -> 1 + i % 9),
                longs(MONEY, rows, i -> 99 + products[i]),
                longs(MONEY, rows, i -> (1 + i % 9L) * (99 + products[i])),
                text(rows, i -> STATUSES.get(products[i] & 3)),
                longs(ColumnType.TIMESTAMP, rows, i -> YEAR_2023 + (from + i) * 7919L % YEAR_MICROS),
                longs(ColumnType.BIGINT, rows, i -> customers[i] * 0x9e3779b97f4a7c15L >>> 1),
                longs(ColumnType.BIGINT, rows, i -> products[i] * 0x9e3779b97f4a7c15L >>> 1),
                longs(ColumnType.BIGINT, rows, i -> 20_230_101 + i % 28),
                TextColumn.constant("data/raw_orders_00003.csv", rows),
                longs(ColumnType.BIGINT, rows, i -> (from + i) * 97));
        return new ColumnBatch(SCHEMA, rows, columns);
    }

    private static TextColumn text(int rows, IntFunction<String> value) {
        TextColumnBuilder builder = new TextColumnBuilder(rows, 12);
        for (int row = 0; row < rows; row++) {
            builder.append(value.apply(row));
        }
        return builder.build();
    }

    private static LongColumn longs(ColumnType type, int rows, IntToLongFunction value) {
        long[] values = new long[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = value.applyAsLong(row);
        }
        return new LongColumn(type, values, Validity.allValid(rows));
    }

    private static LongColumn sparse(int rows, IntToLongFunction value) {
        ValidityBuilder validity = new ValidityBuilder(rows);
        for (int row = 0; row < rows; row += 10) {
            validity.setNull(row);
        }
        return new LongColumn(
                ColumnType.BIGINT, longs(ColumnType.BIGINT, rows, value).values(), validity.build());
    }
}
