package dev.starbeam.pipeline.table;

import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.RejectedRowFiles;
import dev.starbeam.source.ContentSum;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.star.calendar.CalendarSpan;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** The outputs of a pipeline's large steps: each step has some of them. All but the rows are for the gate. */
public final class BatchParts {
    /** Rows for the steps that follow. */
    public static final TupleTag<ParkedShard> ROWS = new TupleTag<>("rows") {};

    /** Where rows have gone. */
    public static final TupleTag<RowCounts> ROW_COUNTS = new TupleTag<>("row counts") {};

    /** The same of a second step over the same rows. */
    public static final TupleTag<RowCounts> MORE_ROW_COUNTS = new TupleTag<>("more_row_counts") {};

    /** Files of rejected rows, as {@link RejectedRowFiles} names them. */
    public static final TupleTag<String> REJECT_FILES = new TupleTag<>("rejectFiles") {};

    /** Checksums of what was read. */
    public static final TupleTag<List<ContentSum>> SUMS = new TupleTag<>("sums") {};

    /** Files to be published. */
    public static final TupleTag<LoadFile> FILES = new TupleTag<>("files") {};

    /** The days that facts refer to. */
    public static final TupleTag<CalendarSpan> SPANS = new TupleTag<>("spans") {};

    /** Where the statistics of a whole table are parked, under its name. */
    public static final TupleTag<ParkedBlock> STATES = new TupleTag<>("states") {};

    /** What each check has flagged, by table. */
    public static final TupleTag<KV<String, FailureCountState>> FLAGS = new TupleTag<>("flags") {};

    public static final Coder<KV<String, FailureCountState>> FLAGS_CODER =
            KvCoder.of(StringUtf8Coder.of(), FailureCountState.CountsCoder.of());

    private BatchParts() {}
}
