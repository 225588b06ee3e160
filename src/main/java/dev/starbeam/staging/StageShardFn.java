package dev.starbeam.staging;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.claim.ClaimDirectory;
import dev.starbeam.claim.ClaimWriter;
import dev.starbeam.claim.LiveRows;
import dev.starbeam.claim.StagedShard;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.reject.RowTally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
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
        String uri = directory.newFile(model.name());
        try (RejectedRowSink rejected = rejects.open(model.name());
                ClaimWriter writer = ClaimWriter.create(uri, RowStager.stagedSchema(model))) {
            Malformed malformed = new Malformed(rejected);
            RowTally tally = RowTally.empty(model.name());
            long bytes;
            long records;
            try (RowSource.Rows rows = source.open(shard, malformed::reject)) {
                tally = stageBatches(rows, writer, rejected);
                bytes = rows.bytesRead();
                records = rows.recordsRead();
            }
            rejected.finish().ifPresent(out.get(StageRows.REJECT_FILES)::output);
            out.get(StageRows.TALLIES).output(malformed.tally(model.from(), records, bytes, tally.read()));
            out.get(StageRows.TALLIES).output(tally);
            out.get(StageRows.STAGED).output(parked(shard, uri, writer.rows()));
        }
    }

    private RowTally stageBatches(RowSource.Rows rows, ClaimWriter writer, RejectedRowSink rejected)
            throws IOException {
        RowStager stager = new RowStager(model);
        RowTally tally = RowTally.empty(model.name());
        for (ColumnBatch text = rows.next(); text != null; text = rows.next()) {
            StagedRows staged = stager.stage(text);
            writer.append(staged.accepted());
            for (RejectedRow row : staged.rejected()) {
                rejected.add(row);
            }
            tally = tally.plus(staged.tally());
        }
        return tally;
    }

    private StagedShard parked(ShardT shard, String uri, long rows) {
        return new StagedShard(
                model.name(), source.file(shard), source.firstOffset(shard), uri, rows, LiveRows.all(rows), List.of());
    }

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
