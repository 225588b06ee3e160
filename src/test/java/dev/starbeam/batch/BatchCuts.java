package dev.starbeam.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Cuts batches and joins them, for the law that the same rows cut differently give the same output. */
public final class BatchCuts {
    private BatchCuts() {}

    /** Rows {@code from} to {@code to} (exclusive). */
    public static ColumnBatch slice(ColumnBatch batch, int from, int to) {
        return batch.select(Selection.of(IntStream.range(from, to).toArray(), to - from));
    }

    /** The rows of {@code batch} in batches of {@code size}, the last perhaps smaller; one of none for no rows. */
    public static List<ColumnBatch> every(ColumnBatch batch, int size) {
        List<ColumnBatch> pieces = new ArrayList<>();
        for (int from = 0; from < batch.rows(); from += size) {
            pieces.add(slice(batch, from, Math.min(batch.rows(), from + size)));
        }
        return pieces.isEmpty() ? List.of(batch) : pieces;
    }

    /** Random ways to cut {@code batch}, empty pieces among them. */
    public static Arbitrary<List<ColumnBatch>> of(ColumnBatch batch) {
        return Arbitraries.integers()
                .between(0, batch.rows())
                .list()
                .ofMaxSize(5)
                .map(bounds -> {
                    List<Integer> sorted = new ArrayList<>(bounds);
                    sorted.add(0);
                    sorted.add(batch.rows());
                    sorted.sort(null);
                    return IntStream.range(1, sorted.size())
                            .mapToObj(i -> slice(batch, sorted.get(i - 1), sorted.get(i)))
                            .toList();
                });
    }

    /** The lines of all pieces, as {@link Rows#lines} writes them. */
    public static List<String> lines(List<ColumnBatch> pieces) {
        return pieces.stream().flatMap(piece -> Rows.lines(piece).stream()).toList();
    }
}
