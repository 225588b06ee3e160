package dev.starbeam.star.join;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.RowGather;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Validity;
import dev.starbeam.model.LookupModel;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedFileWriter;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;

/** Parks what a shard's rows fetched as joined columns, aligned to the kept rows, batch by batch. */
final class ParkFetchedFn extends DoFn<KV<String, CoGbkResult>, ParkedShard> {
    private static final long serialVersionUID = 1L;

    private final LookupModel lookup;
    private final int number;
    private final ParkingDirectory directory;

    ParkFetchedFn(LookupModel lookup, int number, ParkingDirectory directory) {
        this.lookup = lookup;
        this.number = number;
        this.directory = directory;
    }

    /** The fetched columns under the names they get here. */
    static Schema fetchedSchema(LookupModel lookup) {
        return Schema.of(lookup.columns().stream().map(LookupModel.Fetched::as).toList());
    }

    @ProcessElement
    public void park(@Element KV<String, CoGbkResult> met, OutputReceiver<ParkedShard> out) throws IOException {
        ParkedShard shard = MeetByShard.shard(met);
        List<ColumnBatch> blocks = read(MeetByShard.blocks(met));
        long[] picks = picksByRow(Math.toIntExact(shard.kept().count()), blocks);
        Schema fetched = fetchedSchema(lookup);
        String uri = directory.newFile(shard.entity() + "_lookup");
        try (ShardReader reader = ShardReader.open(shard, List.of());
                ParkedFileWriter writer = ParkedFileWriter.create(
                        uri, fetched.with(new Field(ParkedLookups.matchedColumn(number), ColumnType.BOOLEAN)))) {
            int first = 0;
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                long[] part = Arrays.copyOfRange(picks, first, first + batch.rows());
                writer.append(RowGather.gather(fetched, blocks, part, part.length)
                        .with(ParkedLookups.matchedColumn(number), matched(part)));
                first += batch.rows();
            }
        }
        out.output(shard.withJoinedColumns(uri));
    }

    private static List<ColumnBatch> read(List<ParkedBlock> parked) throws IOException {
        List<ColumnBatch> blocks = new ArrayList<>();
        try (BlockReader files = new BlockReader()) {
            for (ParkedBlock block : parked) {
                blocks.add(files.batch(block));
            }
        }
        return blocks;
    }

    private static long[] picksByRow(int rows, List<ColumnBatch> blocks) {
        long[] picks = new long[rows];
        Arrays.fill(picks, RowGather.NOTHING);
        for (int source = 0; source < blocks.size(); source++) {
            LongColumn numbers = blocks.get(source).longs(JoinPartitionFn.ROW);
            for (int i = 0; i < numbers.size(); i++) {
                picks[(int) numbers.value(i)] = RowGather.pick(source, i);
            }
        }
        return picks;
    }

    private static BooleanColumn matched(long[] picks) {
        boolean[] matched = new boolean[picks.length];
        for (int i = 0; i < picks.length; i++) {
            matched[i] = picks[i] != RowGather.NOTHING;
        }
        return new BooleanColumn(matched, Validity.allValid(matched.length));
    }
}
