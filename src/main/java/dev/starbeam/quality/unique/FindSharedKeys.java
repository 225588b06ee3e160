package dev.starbeam.quality.unique;

import java.util.List;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Finds the keys that more than one row of a table holds. In: the blocks of {@link HashKeys}. Out: the shared ones, for
 * {@link SharedKeys#of}. What is shuffled is 16 bytes a row and check.
 */
public final class FindSharedKeys
        extends PTransform<PCollection<KV<String, HashBlock>>, PCollectionView<List<HashBlock>>> {
    private static final long serialVersionUID = 1L;

    private FindSharedKeys() {}

    public static FindSharedKeys create() {
        return new FindSharedKeys();
    }

    @Override
    public PCollectionView<List<HashBlock>> expand(PCollection<KV<String, HashBlock>> blocks) {
        return blocks.apply("Meet by partition", GroupByKey.create())
                .apply("Find shared", ParDo.of(new FindSharedFn()))
                .setCoder(HashBlockCoder.of())
                .apply("All shared", View.asList());
    }
}
