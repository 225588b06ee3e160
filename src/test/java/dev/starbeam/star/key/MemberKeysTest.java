package dev.starbeam.star.key;

import dev.starbeam.DirectRun;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.star.ParkedRows;
import dev.starbeam.star.TableText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberKeysTest {
    @TempDir
    Path directory;

    @Test
    void everyWorkerHasTheKeysOfAllShards() {
        List<ParkedShard> members = List.of(shard(0, "3\n5"), shard(1, "5\n9"));
        DirectRun.of(pipeline -> PAssert.that(asked(pipeline, members)).containsInAnyOrder(3L, 5L, 9L, 0L));
    }

    @Test
    void noShardsHaveNoKeysButTheUnknownMembers() {
        DirectRun.of(pipeline -> PAssert.that(asked(pipeline, List.of())).containsInAnyOrder(0L));
    }

    @Test
    void aKeyThatAnotherNaturalKeyHasIsNoMembers() {
        List<ParkedShard> members = List.of(named(0, "3 | ann\n5 | bob"), named(1, "9 | cid"));
        DirectRun.of(pipeline -> {
            MemberKeys keys = new MemberKeys(
                    "customer_key",
                    "customer_id",
                    HashSecret.draw(),
                    pipeline.apply("Members", Create.of(members).withCoder(ParkedShard.ShardCoder.of()))
                            .apply(View.asList()));
            PAssert.that(pipeline.apply("Asked", Create.of("ann", "bob", "cid"))
                            .apply(ParDo.of(new StrangersFn(keys)).withSideInputs(keys.view())))
                    .containsInAnyOrder(
                            "ann 5", "ann 7", "ann 9", "bob 3", "bob 7", "bob 9", "cid 3", "cid 5", "cid 7");
        });
    }

    private ParkedShard named(int number, String rows) {
        return ParkedRows.shard(
                new ParkingDirectory(directory.toString()),
                "dim_customers",
                number,
                TableText.parse("customer_key:bigint | customer_id:text\n" + rows),
                1);
    }

    /** The keys that aren't those of a natural key. */
    private static final class StrangersFn extends DoFn<String, String> {
        private static final long serialVersionUID = 1L;
        private final MemberKeys keys;

        StrangersFn(MemberKeys keys) {
            this.keys = keys;
        }

        @ProcessElement
        public void tell(ProcessContext context) throws IOException {
            long[] asked = {3, 5, 7, 9};
            Selection absent = keys.keys(context).absent(asked, TextColumn.constant(context.element(), asked.length));
            for (int i = 0; i < absent.size(); i++) {
                context.output(context.element() + " " + asked[absent.position(i)]);
            }
        }
    }

    private ParkedShard shard(int number, String keys) {
        return ParkedRows.shard(
                new ParkingDirectory(directory.toString()),
                "dim_customers",
                number,
                TableText.parse("customer_key:bigint\n" + keys),
                1);
    }

    private static PCollection<Long> asked(Pipeline pipeline, List<ParkedShard> members) {
        MemberKeys keys = new MemberKeys(
                "customer_key",
                List.of(),
                HashSecret.draw(),
                pipeline.apply("Members", Create.of(members).withCoder(ParkedShard.ShardCoder.of()))
                        .apply(View.asList()));
        return pipeline.apply("Asked", Create.of(3L, 4L, 5L, 9L, 0L))
                .apply(ParDo.of(new MembersFn(keys)).withSideInputs(keys.view()));
    }

    private static final class MembersFn extends DoFn<Long, Long> {
        private static final long serialVersionUID = 1L;
        private final MemberKeys keys;

        MembersFn(MemberKeys keys) {
            this.keys = keys;
        }

        @ProcessElement
        public void keep(ProcessContext context) throws IOException {
            if (keys.keys(context).contains(context.element())) {
                context.output(context.element());
            }
        }
    }
}
