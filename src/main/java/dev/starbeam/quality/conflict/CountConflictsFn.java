package dev.starbeam.quality.conflict;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.Provenance;
import dev.starbeam.quality.check.Describe;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.spill.key.RowNumbers;
import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;

/** Counts the rows of a shard that compete, and those of them that conflict, with a few as examples. */
final class CountConflictsFn extends DoFn<KV<String, CoGbkResult>, KV<String, FailureCountState>> {
    private static final long serialVersionUID = 1L;

    private final String table;
    private final List<String> checks;
    private final Choice choice;

    CountConflictsFn(String table, List<String> checks, Choice choice) {
        this.table = table;
        this.checks = checks;
        this.choice = choice;
    }

    @ProcessElement
    public void count(@Element KV<String, CoGbkResult> met, OutputReceiver<KV<String, FailureCountState>> out)
            throws IOException {
        FailureCountState counts = new FailureCountState();
        ParkedShard shard = MeetByShard.shard(met).whole();
        BitSet conflicting = rows(MeetByShard.blocks(met));
        Set<String> columns = new LinkedHashSet<>(choice.keyAndVersion());
        columns.add(Provenance.SOURCE_FILE);
        columns.add(Provenance.SOURCE_OFFSET);
        try (ShardReader reader = ShardReader.open(shard, columns)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                count(batch, reader, conflicting, counts);
            }
        }
        out.output(KV.of(table, counts));
    }

    private static BitSet rows(List<ParkedBlock> blocks) throws IOException {
        BitSet rows = new BitSet();
        try (BlockReader files = new BlockReader()) {
            for (ParkedBlock block : blocks) {
                for (int row : RowNumbers.read(block, files)) {
                    rows.set(row);
                }
            }
        }
        return rows;
    }

    private void count(ColumnBatch batch, ShardReader reader, BitSet conflicting, FailureCountState counts) {
        IntPredicate competes = choice.competing(batch);
        long judged = 0;
        long flagged = 0;
        for (int row = 0; row < batch.rows(); row++) {
            judged += competes.test(row) ? 1 : 0;
            if (conflicting.get(reader.positionInShard(row))) {
                flagged++;
                String example = example(batch, row);
                checks.forEach(check -> counts.addExample(check, example));
            }
        }
        for (String check : checks) {
            counts.add(check, judged, flagged, 0);
        }
    }

    /** {@code customer_id = C7, updated_at = 2024-01-02 00:00:00 (customers.csv, byte 120)}. */
    private String example(ColumnBatch batch, int row) {
        String file = batch.text(Provenance.SOURCE_FILE).string(row);
        return choice.keyAndVersion().stream()
                        .map(column -> Describe.value(batch, column, row))
                        .collect(Collectors.joining(", "))
                + " (" + file.substring(file.lastIndexOf('/') + 1) + ", byte "
                + batch.longs(Provenance.SOURCE_OFFSET).value(row) + ")";
    }
}
