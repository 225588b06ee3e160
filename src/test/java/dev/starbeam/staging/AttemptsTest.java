package dev.starbeam.staging;

import static dev.starbeam.expression.HandMadeExpression.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Rows;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.Deduplication;
import dev.starbeam.model.StagingModel;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedRows;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.key.RowNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles that fail and are tried again, and workers that were given up but go on: what counts is what the descriptors
 * of the attempt say that the runner took.
 */
class AttemptsTest {
    private static final String HEADER = "customer_id | updated_at date\n";

    @TempDir
    Path directory;

    /** All workers have copies of one. */
    private @Nullable HashKeysFn hashing;

    @Test
    void whichAttemptTheRunnerTakesChangesNothing() throws Exception {
        List<ParkedShard> shards = List.of(
                park("a.csv", "1 | 2024-03-01\n2 | 2024-01-01\n1 | 2024-03-02"),
                park("b.csv", "2 | 2024-01-01\n3 | 2024-01-01\n1 | 2024-02-01"));
        List<Set<Integer>> expected = List.of(Set.of(0, 1), Set.of(2));
        for (int taken = 0; taken < 4; taken++) {
            List<KV<Integer, ParkedBlock>> keys = new ArrayList<>();
            for (int i = 0; i < shards.size(); i++) {
                ParkedShard shard = shards.get(i);
                keys.addAll(attempts((Outputs<KV<Integer, ParkedBlock>> out) -> hash(shard, out))
                        .get(taken >> i & 1));
            }
            List<ParkedBlock> blocks = keys.stream().map(KV::getValue).toList();
            for (List<KV<String, ParkedBlock>> found :
                    attempts((Outputs<KV<String, ParkedBlock>> out) -> find(blocks, out))) {
                assertThat(List.of(rows(found, shards.get(0)), rows(found, shards.get(1))))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void whatADeadAttemptHasWrittenIsNeverRead() throws IOException {
        ParkedShard shard = park("a.csv", "1 | 2024-03-01\n1 | 2024-01-01");
        List<KV<Integer, ParkedBlock>> dead = new ArrayList<>();
        List<KV<Integer, ParkedBlock>> taken = new ArrayList<>();
        hash(shard, dead::add);
        hash(shard, taken::add);
        for (KV<Integer, ParkedBlock> block : dead) {
            Files.write(Path.of(block.getValue().uri()), new byte[] {1, 2, 3});
        }
        List<KV<String, ParkedBlock>> found = new ArrayList<>();
        find(taken.stream().map(KV::getValue).toList(), found::add);
        assertThat(rows(found, shard)).containsExactly(1);
    }

    private interface Outputs<T> {
        void add(T output);
    }

    private interface Attempt<T> {
        void run(Outputs<T> out) throws IOException;
    }

    /** What two attempts at the same time put out. */
    private static <T> List<List<T>> attempts(Attempt<T> attempt) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Callable<List<T>> one = () -> {
                List<T> outputs = new ArrayList<>();
                attempt.run(outputs::add);
                return outputs;
            };
            List<List<T>> all = new ArrayList<>();
            for (Future<List<T>> each : pool.invokeAll(List.of(one, one))) {
                all.add(each.get());
            }
            return all;
        } finally {
            pool.shutdown();
        }
    }

    private void hash(ParkedShard shard, Outputs<KV<Integer, ParkedBlock>> out) throws IOException {
        hashing().hash(shard, receiver(out));
    }

    /** Attempts at the same time ask for it at the same time. */
    private synchronized HashKeysFn hashing() {
        HashKeysFn known = hashing == null ? new HashKeysFn(model(), parking(), 1) : hashing;
        hashing = known;
        return known;
    }

    private void find(List<ParkedBlock> blocks, Outputs<KV<String, ParkedBlock>> out) throws IOException {
        new DropDuplicates.FindSupersededFn(parking()).find(KV.of(0, blocks), receiver(out));
    }

    @SuppressWarnings("unchecked")
    private static <T> DoFn.OutputReceiver<T> receiver(Outputs<T> out) {
        return new TakenOutputs(value -> out.add((T) value)).get(new TupleTag<T>());
    }

    private static Set<Integer> rows(List<KV<String, ParkedBlock>> found, ParkedShard shard) throws IOException {
        Set<Integer> rows = new TreeSet<>();
        try (BlockReader files = new BlockReader()) {
            for (KV<String, ParkedBlock> block : found) {
                if (block.getKey().equals(shard.id())) {
                    for (int row : RowNumbers.read(block.getValue(), files)) {
                        rows.add(row);
                    }
                }
            }
        }
        return rows;
    }

    private ParkingDirectory parking() {
        return new ParkingDirectory(directory.toString());
    }

    private ParkedShard park(String file, String rows) {
        return new ParkedRows(directory).park("stg_customers", file, 0, List.of(Rows.of(HEADER + rows)));
    }

    private static StagingModel model() {
        List<ColumnModel> columns = Rows.schema(HEADER.strip()).fields().stream()
                .map(field -> new ColumnModel(field.name(), column(field.name(), field.type()), ""))
                .toList();
        return new StagingModel(
                "stg_customers",
                "raw_customers",
                columns,
                List.of(),
                List.of(),
                new Deduplication.KeepLatest(List.of("customer_id"), "updated_at"));
    }
}
