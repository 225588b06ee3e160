package dev.starbeam.quality.check;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.ReferenceModel;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What other stages decided. The kept rows are judged, and so are flagged ones that were rejected since. Rows
 * with NULLs are not: for {@code unique} when any column is NULL, unless NULLs are compared, for {@code references} when
 * all are.
 */
public final class JudgeExternally implements RowJudge {
    private final List<String> columns;
    private final int mostNulls;
    private final Function<ExternalFlags, List<Selection>> flags;
    private final List<ReferenceModel> references;
    private final String expectation;

    private JudgeExternally(
            List<String> columns,
            int mostNulls,
            Function<ExternalFlags, List<Selection>> flags,
            List<ReferenceModel> references,
            String expectation) {
        this.columns = columns;
        this.mostNulls = mostNulls;
        this.flags = flags;
        this.references = references;
        this.expectation = expectation;
    }

    /** @param comparesNulls whether NULL is equal to NULL, so that no row is exempt */
    public static JudgeExternally duplicates(
            String checkId, List<String> columns, boolean comparesNulls, String expectation) {
        int mostNulls = comparesNulls ? columns.size() : 0;
        return new JudgeExternally(
                columns, mostNulls, external -> List.of(external.duplicates(checkId)), List.of(), expectation);
    }

    public static JudgeExternally orphans(List<ReferenceModel> references, String expectation) {
        List<String> columns = references.stream()
                .flatMap(reference -> reference.columns().stream())
                .distinct()
                .toList();
        return new JudgeExternally(
                columns, columns.size() - 1, external -> flags(references, external), references, expectation);
    }

    private static List<Selection> flags(List<ReferenceModel> references, ExternalFlags external) {
        return references.stream()
                .map(reference -> external.orphans(reference.column()))
                .toList();
    }

    @Override
    public int judge(ColumnBatch batch, Selection kept, ExternalFlags external, Positions flagged) {
        BitSet found = new BitSet();
        flags.apply(external).forEach(selection -> addTo(found, selection));
        found.stream().forEach(flagged::add);
        addTo(found, kept);
        List<Column> judged = columns.stream().map(batch::column).toList();
        boolean nulls = judged.stream().anyMatch(column -> column.validity().hasNulls());
        return nulls ? countJudged(found, judged) : found.cardinality();
    }

    private int countJudged(BitSet rows, List<Column> judged) {
        int count = 0;
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            int nulls = 0;
            for (Column column : judged) {
                nulls += column.isNull(row) ? 1 : 0;
            }
            count += nulls <= mostNulls ? 1 : 0;
        }
        return count;
    }

    private static void addTo(BitSet rows, Selection selection) {
        for (int i = 0; i < selection.size(); i++) {
            rows.set(selection.position(i));
        }
    }

    @Override
    public String observed(ColumnBatch batch, int row) {
        return columns.stream()
                .map(column -> Describe.value(batch, column, row))
                .collect(Collectors.joining(", "));
    }

    /** Of a row with several references those that are orphans. */
    @Override
    public String example(ColumnBatch batch, int row, ExternalFlags external) {
        if (references.isEmpty()) {
            return observed(batch, row);
        }
        List<Selection> found = flags.apply(external);
        return IntStream.range(0, references.size())
                .filter(i -> holds(found.get(i), row))
                .mapToObj(i -> references.get(i).columns())
                .flatMap(List::stream)
                .distinct()
                .map(column -> Describe.value(batch, column, row))
                .collect(Collectors.joining(", "));
    }

    /** Positions ascend. */
    private static boolean holds(Selection rows, int wanted) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.position(middle) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < rows.size() && rows.position(low) == wanted;
    }

    @Override
    public String expected(ColumnBatch batch, int row) {
        return expectation;
    }
}
