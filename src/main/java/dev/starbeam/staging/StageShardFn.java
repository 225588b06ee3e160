package dev.starbeam.staging;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.claim.ClaimDirectory;
import dev.starbeam.claim.StagedShard;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.reject.RowTally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;

/** Stages one shard: reads, normalises, parks, and tells where each row has gone. */
final class StageShardFn<ShardT> extends DoFn<ShardT, StagedShard> {
    private static final long serialVersionUID = 1L;

    private final StagingModel model;
    private final RowSource<ShardT> source;
    private final ClaimDirectory directory;
    private final RejectedRowSink.Factory rejects;

    StageShardFn(
            StagingModel model, RowSource<ShardT> source, ClaimDirectory directory, RejectedRowSink.Factory rejects) {
        this.model = model;
        this.source = source;
        this.directory = directory;
        this.rejects = rejects;
    }

    @ProcessElement
    public void stage(@Element ShardT shard, MultiOutputReceiver out) throws IOException {
        long started = System.nanoTime();
        Outcome outcome = park(shard);
        // Only now are the files complete: a fused step may read them before output() returns.
        outcome.rejectFile().ifPresent(out.get(StageRows.REJECT_FILES)::output);
        out.get(StageRows.TALLIES).output(outcome.source());
        out.get(StageRows.TALLIES).output(outcome.entity().timedSince(started));
        outcome.parked().forEach(out.get(StageRows.STAGED)::output);
    }

    private Outcome park(ShardT shard) throws IOException {
        try (RejectedRowSink rejected = rejects.open(model.name());
                ParkedPieces pieces = new ParkedPieces(
                        model, directory, source.file(shard), source.firstOffset(shard), source.rowsAPiece(shard))) {
            Malformed malformed = new Malformed(rejected);
            try (RowSource.Rows rows = source.open(shard, malformed::reject)) {
                RowTally entity = stageBatches(rows, pieces, rejected);
                RowTally read = malformed.tally(model.from(), rows.recordsRead(), rows.bytesRead(), entity.read());
                return new Outcome(read, entity, rejected.finish(), pieces.finish());
            }
        }
    }

    private RowTally stageBatches(RowSource.Rows rows, ParkedPieces pieces, RejectedRowSink rejected)
            throws IOException {
        RowStager stager = new RowStager(model);
        RowTally tally = RowTally.empty(model.name());
        for (ColumnBatch text = rows.next(); text != null; text = rows.next()) {
            StagedRows staged = stager.stage(text);
            pieces.append(staged.accepted());
            for (RejectedRow row : staged.rejected()) {
                rejected.add(row);
            }
            tally = tally.plus(staged.tally());
        }
        return tally;
    }

    /** Where the rows of the shard have gone, once as records of the source and once as rows of the entity. */
    private record Outcome(RowTally source, RowTally entity, Optional<String> rejectFile, List<StagedShard> parked) {}

    /** Counts and keeps the records that were no rows. */
    private static final class Malformed {
        private final RejectedRowSink sink;
        private final Map<String, Long> reasons = new TreeMap<>();

        Malformed(RejectedRowSink sink) {
            this.sink = sink;
        }

        void reject(RejectedRow row) {
            reasons.merge(row.reason().name(), 1L, Long::sum);
            try {
                sink.add(row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        RowTally tally(String sourceName, long records, long bytes, long rows) {
            return new RowTally(sourceName, records, rows, reasons, Map.of(), 0, Map.of("bytes", bytes));
        }
    }
}
