package dev.starbeam.quality;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.pushdown.JudgedRows;
import dev.starbeam.pushdown.KeySums;
import dev.starbeam.pushdown.KeyedLimits;
import dev.starbeam.pushdown.ReferencedKey;
import dev.starbeam.pushdown.RowTest;
import dev.starbeam.pushdown.TableFigures;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a warehouse answers about a published table, worked out row by row from a batch.
 *
 * @param rows the table
 * @param members the surrogate keys of every dimension
 * @param sumsFit whether sums of squares have few enough digits
 */
public record PublishedRows(ColumnBatch rows, Set<Long> members, boolean sumsFit) implements TableFigures {
    @Override
    public List<Long> rowsAndNulls(List<String> columns) {
        List<Long> counts = new ArrayList<>(List.of((long) rows.rows()));
        columns.forEach(column -> counts.add(count(row -> isNull(column, row))));
        return counts;
    }

    @Override
    public List<JudgedRows> count(List<RowTest> tests) {
        return tests.stream()
                .map(test -> new JudgedRows(
                        count(row -> ConditionTruth.isTrue(test.judged(), rows, row)),
                        count(row -> ConditionTruth.isTrue(test.flagged(), rows, row))))
                .toList();
    }

    @Override
    public JudgedRows sharing(List<String> columns, boolean comparesNulls) {
        Map<List<String>, Long> shared = all().boxed()
                .filter(row -> comparesNulls || columns.stream().noneMatch(column -> isNull(column, row)))
                .collect(Collectors.groupingBy(
                        row -> columns.stream()
                                .map(column -> shown(column, row))
                                .toList(),
                        Collectors.counting()));
        return new JudgedRows(
                shared.values().stream().mapToLong(rows -> rows).sum(),
                shared.values().stream()
                        .filter(rows -> rows > 1)
                        .mapToLong(rows -> rows)
                        .sum());
    }

    @Override
    public JudgedRows orphans(List<ReferencedKey> references) {
        return new JudgedRows(
                count(row -> references.stream().anyMatch(reference -> !isNull(reference.column(), row))),
                count(row -> references.stream()
                        .anyMatch(reference -> !isNull(reference.column(), row)
                                && !members.contains(
                                        rows.longs(reference.keyColumn()).value(row)))));
    }

    @Override
    public long[] valuesAt(Field column, long[] ranks) {
        long[] sorted = all().filter(row -> !isNull(column.name(), row))
                .mapToLong(row -> rows.longs(column.name()).value(row))
                .sorted()
                .toArray();
        return IntStream.range(0, ranks.length)
                .mapToLong(i -> sorted[(int) ranks[i]])
                .toArray();
    }

    @Override
    public boolean canSum(Field column) {
        return sumsFit;
    }

    /** One key at a time. */
    @Override
    public void sums(Field column, @Nullable Field by, Consumer<KeySums> sums) {
        Map<String, List<Integer>> keys = all().filter(row -> !isNull(column.name(), row))
                .filter(row -> by == null || !isNull(by.name(), row))
                .boxed()
                .collect(Collectors.groupingBy(row -> key(by, row), LinkedHashMap::new, Collectors.toList()));
        keys.values().forEach(ofKey -> sums.accept(sumsOf(column, by, ofKey)));
    }

    private KeySums sumsOf(Field column, @Nullable Field by, List<Integer> ofKey) {
        long[] values = ofKey.stream()
                .mapToLong(row -> rows.longs(column.name()).value(row))
                .sorted()
                .toArray();
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        for (long value : values) {
            sum = sum.add(BigInteger.valueOf(value));
            squares = squares.add(BigInteger.valueOf(value).pow(2));
        }
        ColumnBatch key = by == null
                ? new ColumnBatch(Schema.of(), 1, List.of())
                : rows.project(List.of(by.name())).select(Selection.of(new int[] {ofKey.get(0)}, 1));
        return new KeySums(
                key,
                new long[] {values.length},
                new BigInteger[] {sum},
                new BigInteger[] {squares},
                new long[] {values[0]},
                new long[] {values[values.length - 1]});
    }

    @Override
    public long beyond(Field column, @Nullable Field by, List<KeyedLimits> limits) {
        return count(row -> !isNull(column.name(), row)
                && (by == null || !isNull(by.name(), row))
                && limits.stream()
                        .filter(one -> one.key() == null || one.key().equals(key(by, row)))
                        .anyMatch(one -> rows.longs(column.name()).value(row) < one.min()
                                || rows.longs(column.name()).value(row) > one.max()));
    }

    @Override
    public void read(List<Field> columns, Consumer<ColumnBatch> batches) {
        batches.accept(rows.project(columns.stream().map(Field::name).toList()));
    }

    private String key(@Nullable Field by, int row) {
        return by == null ? "" : shown(by.name(), row);
    }

    private String shown(String column, int row) {
        return rows.column(column).display(row);
    }

    private boolean isNull(String column, int row) {
        return rows.column(column).isNull(row);
    }

    private long count(IntPredicate test) {
        return all().filter(test).count();
    }

    private IntStream all() {
        return IntStream.range(0, rows.rows());
    }
}
