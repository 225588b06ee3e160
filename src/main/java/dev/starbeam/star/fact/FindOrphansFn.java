package dev.starbeam.star.fact;

import dev.starbeam.batch.Selection;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.key.KeyBlock;
import dev.starbeam.spill.key.RowNumbers;
import dev.starbeam.star.key.KeySet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;

/**
 * Within one partition of the keys, finds the rows that refer to no member, parks their numbers and tells, by shard,
 * where those are. Holds a bounded number of members' keys: where a partition has more, it goes over them part by part.
 */
final class FindOrphansFn extends DoFn<KV<Integer, CoGbkResult>, KV<String, ParkedBlock>> {
    private static final long serialVersionUID = 1L;

    private final ParkingDirectory directory;
    private final int mostKeys;

    FindOrphansFn(ParkingDirectory directory, int mostKeys) {
        this.directory = directory;
        this.mostKeys = mostKeys;
    }

    @ProcessElement
    public void find(@Element KV<Integer, CoGbkResult> met, OutputReceiver<KV<String, ParkedBlock>> out)
            throws IOException {
        List<ParkedBlock> members = ParkedBlock.listOf(met.getValue().getAll(VerifyByShuffle.MEMBERS));
        List<ParkedBlock> references = ParkedBlock.listOf(met.getValue().getAll(VerifyByShuffle.REFERENCES));
        long keys = members.stream().mapToLong(ParkedBlock::rows).sum();
        int parts = (int) (keys / mostKeys) + 1;
        try (BlockWriter<String> file = new BlockWriter<>(directory, "orphans");
                BlockReader files = new BlockReader()) {
            RowNumbers<String> orphans = new RowNumbers<>(file, ShardName::text);
            for (int part = 0; part < parts; part++) {
                find(references, keys(members, part, parts, files), part, parts, files, orphans);
            }
            orphans.flush();
            file.finish().forEach(out::output);
        }
    }

    private static void find(
            List<ParkedBlock> references,
            KeySet members,
            int part,
            int parts,
            BlockReader files,
            RowNumbers<String> orphans)
            throws IOException {
        for (ParkedBlock parked : references) {
            int shard = orphans.shard(parked.shard());
            KeyBlock block = read(parked, files);
            Selection absent = members.absent(block.words(0), block.words(1));
            for (int i = 0; i < absent.size(); i++) {
                int row = absent.position(i);
                if (part(block.word(0, row), parts) == part) {
                    orphans.add(shard, block.row(row));
                }
            }
        }
    }

    private static KeySet keys(List<ParkedBlock> members, int part, int parts, BlockReader files) throws IOException {
        List<long[]> keys = new ArrayList<>();
        List<long[]> checks = new ArrayList<>();
        for (ParkedBlock parked : members) {
            KeyBlock block = read(parked, files);
            int[] some = IntStream.range(0, block.size())
                    .filter(i -> parts == 1 || part(block.word(0, i), parts) == part)
                    .toArray();
            keys.add(IntStream.of(some).mapToLong(i -> block.word(0, i)).toArray());
            checks.add(IntStream.of(some).mapToLong(i -> block.word(1, i)).toArray());
        }
        return KeySet.ofAll(keys, checks, null);
    }

    /** By bits that choose neither the partition nor, but for the largest sets, the slot. */
    private static int part(long key, int parts) {
        return (int) (key >>> 23 & 0xFF) % parts;
    }

    private static KeyBlock read(ParkedBlock block, BlockReader files) throws IOException {
        return KeyBlock.of(VerifyByShuffle.WIDTH, block.rows(), files.bytes(block));
    }
}
