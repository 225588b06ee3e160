package dev.starbeam.staging;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.FaultCounts;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.source.BatchReader;
import dev.starbeam.source.ContentSum;
import dev.starbeam.source.RangeParts;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stages one part of a range: reads, normalises and parks its rows. Free of Beam; several may work side by side.
 *
 * @param model what becomes of the rows
 * @param directory where they are parked
 * @param rejects where those go that are set aside
 */
record PartStager(StagingModel model, ParkingDirectory directory, RejectedRowSink.Factory rejects) {

    /** Where the rows have gone, once as records of the source and once as rows of the entity. */
    record Outcome(
            RowCounts source,
            RowCounts entity,
            List<String> rejectFiles,
            List<ParkedShard> parked,
            List<ContentSum> sums) {}

    Outcome stage(RangeParts.Part part) throws IOException {
        long started = System.nanoTime();
        try (RejectedRowSink rejected = rejects.open(model.name());
                ParkedPieces pieces =
                        new ParkedPieces(model, directory, part.file(), part.firstOffset(), part.rowsAPiece())) {
            Malformed malformed = new Malformed(rejected);
            try (BatchReader rows = part.open(malformed::reject)) {
                RowCounts entity = stageBatches(rows, pieces, rejected);
                RowCounts read = malformed.counts(model.from(), rows.recordsRead(), rows.bytesRead(), entity.read());
                return new Outcome(
                        read, entity.timedSince(started), rejected.finishAll(), pieces.finish(), rows.sums());
            }
        }
    }

    private RowCounts stageBatches(BatchReader rows, ParkedPieces pieces, RejectedRowSink rejected) throws IOException {
        RowStager stager = new RowStager(model);
        RowCounts counts = RowCounts.empty(model.name());
        for (ColumnBatch read = rows.next(); read != null; read = rows.next()) {
            RowStager.Outcome staged = stager.stage(read);
            pieces.append(staged.accepted());
            setAside(staged, rejected);
            counts = counts.plus(staged.counts());
        }
        return counts.plus(new RowCounts(model.name(), 0, 0, Map.of(), Map.of(), 0, rows.notes()));
    }

    private static void setAside(RowStager.Outcome staged, RejectedRowSink rejected) throws IOException {
        for (RejectedRow row : staged.rejected()) {
            rejected.add(row);
        }
        for (ColumnBatch aside : staged.setAside()) {
            rejected.addKeys(aside);
        }
    }

    /** Counts and keeps the records that were no rows. */
    private static final class Malformed {
        private final RejectedRowSink sink;
        private final Map<String, Long> reasons = new TreeMap<>();
        private FaultCounts faults = FaultCounts.NONE;

        Malformed(RejectedRowSink sink) {
            this.sink = sink;
        }

        void reject(RejectedRow row) {
            reasons.merge(row.reason().name(), 1L, Long::sum);
            faults = faults.plus(FaultCounts.of(List.of(row)));
            try {
                sink.add(row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        RowCounts counts(String sourceName, long records, long bytes, long rows) {
            return new RowCounts(sourceName, records, rows, reasons, Map.of(), 0, Map.of("bytes", bytes), faults);
        }
    }
}
