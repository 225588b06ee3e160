package dev.starbeam.pipeline.table;

import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.LoadFile;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Pass B over a table. In: the pieces it is made of. Out: {@link #FILES} to be published, with the files of flags and
 * rejected rows; {@link #ROW_COUNTS}; {@link #FAILURES}, what each check has flagged.
 *
 * @param <T> a piece of the table: a staged shard of a fact, a batch of a dimension's members
 */
public final class WriteTable<T> extends PTransform<PCollection<T>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    public static final TupleTag<LoadFile> FILES = new TupleTag<>("files") {};
    public static final TupleTag<RowCounts> ROW_COUNTS = new TupleTag<>("row_counts") {};
    public static final TupleTag<FailureCountState> FAILURES = new TupleTag<>("failures") {};

    private final DoFn<T, LoadFile> writer;
    private final transient Iterable<PCollectionView<?>> views;

    private WriteTable(DoFn<T, LoadFile> writer, Iterable<PCollectionView<?>> views) {
        this.writer = writer;
        this.views = views;
    }

    /** Writes with {@code writer}, which needs {@code views}. */
    public static <T> WriteTable<T> with(DoFn<T, LoadFile> writer, Iterable<PCollectionView<?>> views) {
        return new WriteTable<>(writer, views);
    }

    @Override
    public PCollectionTuple expand(PCollection<T> pieces) {
        PCollectionTuple written = pieces.apply(
                "Flag and write",
                ParDo.of(writer)
                        .withSideInputs(views)
                        .withOutputTags(FILES, TupleTagList.of(ROW_COUNTS).and(FAILURES)));
        written.get(FILES).setCoder(LoadFile.FileCoder.of());
        written.get(ROW_COUNTS).setCoder(RowCounts.CountsCoder.of());
        written.get(FAILURES).setCoder(FailureCountState.CountsCoder.of());
        return written;
    }
}
