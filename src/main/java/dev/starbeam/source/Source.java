package dev.starbeam.source;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.source.SourceModel;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * What the pipeline reads: files in a format or a table of a database; later streams and APIs. Whatever its kind, a run
 * plans ranges from what is committed, workers split them and read them as batches.
 *
 * <pre>
 *   plan(committed) ─► ranges ─ split ─► ranges ─ read ─► parts ─ open ─► batches
 *   on the launcher             on workers                              └► rejected records
 * </pre>
 */
public sealed interface Source extends Serializable permits FileSource, TableSource {
    /** What is declared of it. */
    SourceModel model();

    /**
     * What there is, and what of it no published batch has read. To be called before anything runs.
     *
     * @throws InvalidSourceException when there is nothing, or it cannot be listed
     */
    SourcePlan plan(Committed committed) throws InvalidSourceException;

    /** Whether to split a range may look into it and find several; answers from what was planned alone. */
    boolean maySplit(SourceRange range, long rangeBytes);

    /** The range in order, cut into ranges of about so many bytes each, or itself; the same in each run. */
    List<SourceRange> split(SourceRange range, long rangeBytes) throws IOException;

    /** Opens a range; to be closed when all of its parts are read. */
    RangeParts read(SourceRange range) throws IOException;

    /** @throws ChangedSourceException when what was planned is not any more what is there */
    void requireUnchanged(List<SourceRange> ranges) throws IOException;

    /** Whether it comes to an end, so that a batch can read all of it. */
    boolean isBounded();

    /** Whether columns come with types of their own; otherwise all are text. */
    boolean isTyped();

    /** Whether batches carry each record as it was read, so that people can repair and replay a rejected one. */
    boolean keepsRaw();

    /** The columns of its batches: its own, then where each row came from. */
    default Schema batchSchema() {
        return Provenance.of(model().schema(), keepsRaw());
    }
}
