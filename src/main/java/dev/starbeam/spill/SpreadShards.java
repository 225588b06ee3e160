package dev.starbeam.spill;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Lets any worker take each shard, where one worker has parked many. Out: the same shards. Costs fewer steps than
 * Beam's Reshuffle, which also keeps timestamps and windows that shards don't have.
 */
public final class SpreadShards extends PTransform<PCollection<StagedShard>, PCollection<StagedShard>> {
    private static final long serialVersionUID = 1L;

    private SpreadShards() {}

    public static SpreadShards create() {
        return new SpreadShards();
    }

    @Override
    public PCollection<StagedShard> expand(PCollection<StagedShard> shards) {
        return shards.apply("Key by shard", ParDo.of(new KeyByShardFn()))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), StagedShardCoder.of()))
                .apply("Meet no one", GroupByKey.create())
                .apply("Shards", ParDo.of(new ShardsFn()))
                .setCoder(StagedShardCoder.of());
    }

    private static final class KeyByShardFn extends DoFn<StagedShard, KV<String, StagedShard>> {
        private static final long serialVersionUID = 1L;

        @ProcessElement
        public void key(@Element StagedShard shard, OutputReceiver<KV<String, StagedShard>> out) {
            out.output(KV.of(shard.id(), shard));
        }
    }

    private static final class ShardsFn extends DoFn<KV<String, Iterable<StagedShard>>, StagedShard> {
        private static final long serialVersionUID = 1L;

        @ProcessElement
        public void shards(@Element KV<String, Iterable<StagedShard>> met, OutputReceiver<StagedShard> out) {
            met.getValue().forEach(out::output);
        }
    }
}
