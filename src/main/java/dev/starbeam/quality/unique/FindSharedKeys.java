package dev.starbeam.quality.unique;

import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Finds the rows that share a key with another row of a table. In: where {@link HashKeys} parked keys. Out: where the
 * numbers of those rows are parked, for {@link SharedRows#of}: one small descriptor a check, partition and shard that
 * has such rows, however many they are.
 */
public final class FindSharedKeys
        extends PTransform<PCollection<KV<String, ParkedBlock>>, PCollection<KV<String, ParkedBlock>>> {
    private static final long serialVersionUID = 1L;

    private final ParkingDirectory directory;

    private FindSharedKeys(ParkingDirectory directory) {
        this.directory = directory;
    }

    /** Parks row numbers in {@code directory}. */
    public static FindSharedKeys in(ParkingDirectory directory) {
        return new FindSharedKeys(directory);
    }

    @Override
    public PCollection<KV<String, ParkedBlock>> expand(PCollection<KV<String, ParkedBlock>> keys) {
        return keys.apply("Meet by partition", GroupByKey.create())
                .apply("Find shared", ParDo.of(new FindSharedFn(directory)))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of()));
    }
}
