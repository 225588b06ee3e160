package dev.starbeam.batch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random schemas and batches for properties: every type, NULLs over values that must not be read, text that shares,
 * overlaps or leaves out bytes.
 */
public final class BatchArbitraries {
    private static final int MOST_ROWS = 150;
    private static final int MOST_COLUMNS = 6;

    private BatchArbitraries() {}

    /** Any column type. */
    public static Arbitrary<ColumnType> types() {
        Arbitrary<ColumnType> decimals = Arbitraries.integers()
                .between(1, ColumnType.MAX_PRECISION)
                .flatMap(precision -> Arbitraries.integers()
                        .between(0, precision)
                        .map(scale -> ColumnType.decimal(precision, scale)));
        return Arbitraries.oneOf(
                Arbitraries.of(
                        ColumnType.TEXT,
                        ColumnType.BIGINT,
                        ColumnType.DOUBLE,
                        ColumnType.DATE,
                        ColumnType.TIMESTAMP,
                        ColumnType.BOOLEAN),
                decimals);
    }

    /** Schemas of columns c0, c1, …, perhaps of none. */
    public static Arbitrary<Schema> schemas() {
        return types().list()
                .ofMaxSize(MOST_COLUMNS)
                .map(types -> Schema.of(IntStream.range(0, types.size())
                        .mapToObj(i -> new Field("c" + i, types.get(i)))
                        .toList()));
    }

    /** Batches of any schema. */
    public static Arbitrary<ColumnBatch> batches() {
        return schemas().flatMap(BatchArbitraries::batches);
    }

    /** Batches of {@code schema}, perhaps without rows. */
    public static Arbitrary<ColumnBatch> batches(Schema schema) {
        return rows().flatMap(rows -> batches(schema, rows));
    }

    /** Batches of {@code schema} with {@code rows} rows. */
    public static Arbitrary<ColumnBatch> batches(Schema schema, int rows) {
        List<Arbitrary<? extends Column>> columns = new ArrayList<>();
        schema.fields().forEach(field -> columns.add(columns(field.type(), rows)));
        return columns.isEmpty()
                ? Arbitraries.just(new ColumnBatch(schema, rows, List.of()))
                : Combinators.combine(columns.stream()
                                .map(column -> column.map(Column.class::cast))
                                .toList())
                        .as(values -> new ColumnBatch(schema, rows, values));
    }

    /** Row counts around the bounds of bitmap words and of empty batches. */
    public static Arbitrary<Integer> rows() {
        return Arbitraries.oneOf(
                Arbitraries.of(0, 1, 63, 64, 65, 128), Arbitraries.integers().between(0, MOST_ROWS));
    }

    /** Columns of {@code type} with {@code rows} rows. */
    public static Arbitrary<? extends Column> columns(ColumnType type, int rows) {
        return switch (type.kind()) {
            case TEXT ->
                Combinators.combine(texts().list().ofSize(rows), validities(rows), Arbitraries.longs())
                        .as((values, validity, seed) -> text(values, validity, new Random(seed)));
            case DOUBLE ->
                Combinators.combine(Arbitraries.doubles().array(double[].class).ofSize(rows), validities(rows))
                        .as(DoubleColumn::new);
            case BOOLEAN ->
                Combinators.combine(
                                Arbitraries.of(true, false)
                                        .array(boolean[].class)
                                        .ofSize(rows),
                                validities(rows))
                        .as(BooleanColumn::new);
            default ->
                Combinators.combine(longs(type, rows), validities(rows))
                        .as((values, validity) -> new LongColumn(type, values, validity));
        };
    }

    /** No NULL, NULL everywhere, or NULL here and there. */
    public static Arbitrary<Validity> validities(int rows) {
        return Arbitraries.oneOf(
                Arbitraries.of(Validity.allValid(rows), Validity.allNull(rows)),
                Arbitraries.longs()
                        .array(long[].class)
                        .ofSize(Validity.wordsFor(rows))
                        .map(words -> Validity.ofWords(rows, words)));
    }

    /** Selections of a batch of {@code rows} rows: all, none, some. */
    public static Arbitrary<Selection> selections(int rows) {
        return Arbitraries.oneOf(
                Arbitraries.just(Selection.all(rows)),
                validities(rows).map(validity -> Selection.all(rows).where(validity::isValid)));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "a", "Käse", "奶酪", "NULL", " x ", "o'clock | noon"),
                Arbitraries.strings().alpha().numeric().ofMaxLength(12));
    }

    /** Values of one magnitude a column, so that every packed width occurs. */
    private static Arbitrary<long[]> longs(ColumnType type, int rows) {
        long most = switch (type.kind()) {
            case DECIMAL -> (long) Math.pow(10, type.precision()) - 1;
            case DATE -> 2_932_896L;
            case TIMESTAMP -> 253_402_300_799_999_999L;
            default -> Long.MAX_VALUE;
        };
        long least = type.kind() == ColumnType.Kind.BIGINT ? Long.MIN_VALUE : -most;
        return Arbitraries.of(0L, 200L, 60_000L, 4_000_000_000L, Long.MAX_VALUE)
                .map(range -> Math.min(range, most))
                .flatMap(range -> Arbitraries.longs()
                        .between(
                                range == Long.MAX_VALUE || range == most ? least : -range / 3,
                                range == most ? most : range - range / 3)
                        .array(long[].class)
                        .ofSize(rows));
    }

    /** The same values in fresh bytes: some rows share an earlier row's place, gaps lie between, NULLs hold junk. */
    static TextColumn text(List<String> values, Validity validity, Random random) {
        byte[][] parts = values.stream()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        boolean gaps = random.nextBoolean();
        boolean sharing = random.nextBoolean();
        int[] starts = new int[parts.length];
        int[] ends = new int[parts.length];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int row = 0; row < parts.length; row++) {
            int earlier = sharing ? values.indexOf(values.get(row)) : row;
            starts[row] = earlier < row ? starts[earlier] : bytes.size();
            ends[row] = starts[row] + parts[row].length;
            bytes.write(parts[row], 0, earlier < row ? 0 : parts[row].length);
            if (gaps && random.nextInt(4) == 0) {
                bytes.write('#');
            }
        }
        for (int row = 0; row < parts.length; row++) {
            if (validity.isNull(row)) {
                ends[row] = random.nextInt(bytes.size() + 1);
                starts[row] = random.nextInt(ends[row] + 1);
            }
        }
        return new TextColumn(bytes.toByteArray(), starts, ends, validity);
    }
}
