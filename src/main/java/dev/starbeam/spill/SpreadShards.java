package dev.starbeam.spill;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Lets any worker take each shard, where one worker has parked many. Out: the same shards. Costs fewer steps than
 * Beam's Reshuffle, which also keeps timestamps and windows that shards don't have.
 */
public final class SpreadShards extends PTransform<PCollection<ParkedShard>, PCollection<ParkedShard>> {
    private static final long serialVersionUID = 1L;

    private SpreadShards() {}

    public static SpreadShards create() {
        return new SpreadShards();
    }

    @Override
    public PCollection<ParkedShard> expand(PCollection<ParkedShard> shards) {
        return shards.apply("Key by shard", WithKeys.of(ParkedShard::id).withKeyType(TypeDescriptors.strings()))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedShard.ShardCoder.of()))
                .apply("Meet no one", GroupByKey.create())
                .apply("Shards", ParDo.of(new ShardsFn()))
                .setCoder(ParkedShard.ShardCoder.of());
    }

    private static final class ShardsFn extends DoFn<KV<String, Iterable<ParkedShard>>, ParkedShard> {
        private static final long serialVersionUID = 1L;

        @ProcessElement
        public void shards(@Element KV<String, Iterable<ParkedShard>> met, OutputReceiver<ParkedShard> out) {
            met.getValue().forEach(out::output);
        }
    }
}
