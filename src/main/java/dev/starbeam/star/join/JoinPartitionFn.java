package dev.starbeam.star.join;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.RowGather;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.batch.hash.KeyTable;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.LookupModel.OnDuplicate;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.key.KeyBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;

/**
 * Within one partition of the keys, finds what the rows of the probe side fetch. Parks it, with {@link #ROW}, the
 * number among the shard's kept rows, and tells, by shard, where it is. Holds a bounded number of looked-up rows:
 * those of further keys are parked again and joined in another pass.
 */
final class JoinPartitionFn extends DoFn<KV<Integer, CoGbkResult>, KV<String, ParkedBlock>> {
    private static final long serialVersionUID = 1L;

    static final String ROW = "_row";

    private final LookupModel lookup;
    private final ParkingDirectory directory;
    private final int mostKeys;
    private final HashSecret secret;

    JoinPartitionFn(LookupModel lookup, ParkingDirectory directory, int mostKeys, HashSecret secret) {
        this.lookup = lookup;
        this.directory = directory;
        this.mostKeys = mostKeys;
        this.secret = secret;
    }

    @ProcessElement
    public void join(@Element KV<Integer, CoGbkResult> met, OutputReceiver<KV<String, ParkedBlock>> out)
            throws IOException {
        List<ParkedBlock> probe = ParkedBlock.listOf(met.getValue().getAll(FetchByShuffle.PROBE));
        List<ParkedBlock> build = ParkedBlock.listOf(met.getValue().getAll(FetchByShuffle.BUILD));
        build.sort(
                lookup.onDuplicate() == OnDuplicate.LATEST
                        ? ParkedBlock.READ_ORDER.reversed()
                        : ParkedBlock.READ_ORDER);
        try (BlockWriter<String> fetched = new BlockWriter<>(directory, lookup.entity() + "_fetched");
                BlockReader files = new BlockReader()) {
            while (!build.isEmpty()) {
                ChosenRows chosen = new ChosenRows();
                build = chosen.read(build, files);
                for (ParkedBlock block : probe) {
                    chosen.fetch(block, files, fetched);
                }
            }
            fetched.finish().forEach(out::output);
        }
    }

    /** The looked-up row that counts of each key, for a bounded number of keys. */
    private final class ChosenRows {
        private static final int SUPERSEDED = -1;
        private static final int LEFT = -2;

        private final List<String> keys = BuildRows.keys(lookup);
        private final Schema fetchedSchema = ParkFetchedFn.fetchedSchema(lookup);
        private final KeyTable numbers = new KeyTable();
        private final List<ColumnBatch> batches = new ArrayList<>();
        private final boolean lastFirst = lookup.onDuplicate() == OnDuplicate.LATEST;
        private long[] picks = new long[1024];

        /** @return where the rows of further keys are, in the same order */
        List<ParkedBlock> read(List<ParkedBlock> build, BlockReader files) throws IOException {
            try (BlockWriter<Integer> further = new BlockWriter<>(directory, lookup.entity() + "_further")) {
                for (ParkedBlock block : build) {
                    ColumnBatch rows = files.batch(block);
                    Selection left = offer(rows);
                    if (left.size() > 0) {
                        further.park(0, block.shard(), rows.select(left));
                    }
                }
                return further.finish().stream().map(KV::getValue).toList();
            }
        }

        /**
         * Keeps the rows whose keys are new; the row that counts comes first. @return the rows whose keys are too many
         */
        private Selection offer(ColumnBatch rows) {
            RowHash hashes = RowHash.keyed(rows, keys, secret);
            List<Column> keyColumns = rows.project(keys).columns();
            List<Column> fetchedColumns = rows.project(fetchedSchema.names()).columns();
            int count = rows.rows();
            int[] numberOf = new int[count];
            for (int n = 0; n < count; n++) {
                int row = lastFirst ? count - 1 - n : n;
                int key = numbers.find(hashes.high()[row], hashes.low()[row]);
                if (key != KeyTable.ABSENT) {
                    requireSame(keyColumns, fetchedColumns, row, key);
                    numberOf[row] = SUPERSEDED;
                } else if (numbers.size() < mostKeys) {
                    numberOf[row] = numbers.add(hashes.high()[row], hashes.low()[row]);
                    keep(numberOf[row], row);
                } else {
                    numberOf[row] = LEFT;
                }
            }
            Selection kept = Selection.all(count).where(row -> numberOf[row] >= 0);
            for (int i = 0; i < kept.size(); i++) {
                picks[numberOf[kept.position(i)]] = RowGather.pick(batches.size(), i);
            }
            if (kept.size() > 0) {
                batches.add(copy(rows, kept));
            }
            return Selection.all(count).where(row -> numberOf[row] == LEFT);
        }

        /** Until the rows kept of a batch are copied, picks are of the batch itself. */
        private void keep(int key, int row) {
            if (key == picks.length) {
                picks = Arrays.copyOf(picks, key * 2);
            }
            picks[key] = RowGather.pick(batches.size(), row);
        }

        private void requireSame(List<Column> keyColumns, List<Column> fetchedColumns, int row, int key) {
            if (lookup.onDuplicate() == OnDuplicate.FAIL) {
                int source = RowGather.source(picks[key]);
                List<Column> holder = source == batches.size()
                        ? fetchedColumns
                        : batches.get(source).columns();
                DuplicateKeyException.requireSame(
                        lookup, keyColumns, fetchedColumns, row, holder, RowGather.row(picks[key]));
            }
        }

        /** The fetched columns alone; where few rows are kept, without the text of the others. */
        private ColumnBatch copy(ColumnBatch rows, Selection kept) {
            ColumnBatch chosen = rows.project(fetchedSchema.names()).select(kept);
            return kept.size() * 2 > rows.rows() ? chosen : RowGather.concatenate(fetchedSchema, List.of(chosen));
        }

        void fetch(ParkedBlock probe, BlockReader files, BlockWriter<String> out) throws IOException {
            KeyBlock block = KeyBlock.of(FetchByShuffle.HashProbeKeysFn.WIDTH, probe.rows(), files.bytes(probe));
            long[] found = new long[block.size()];
            long[] rows = new long[block.size()];
            int count = 0;
            for (int i = 0; i < block.size(); i++) {
                int key = numbers.find(block.word(0, i), block.word(1, i));
                if (key != KeyTable.ABSENT) {
                    found[count] = picks[key];
                    rows[count++] = block.row(i);
                }
            }
            if (count > 0) {
                LongColumn numbers =
                        new LongColumn(ColumnType.BIGINT, Arrays.copyOf(rows, count), Validity.allValid(count));
                ColumnBatch fetched = RowGather.gather(fetchedSchema, batches, found, count);
                out.park(probe.shard().text(), probe.shard(), fetched.with(ROW, numbers));
            }
        }
    }
}
