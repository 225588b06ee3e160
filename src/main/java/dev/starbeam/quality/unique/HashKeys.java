package dev.starbeam.quality.unique;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.Rule;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.key.KeyPartitions;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.KV;

/**
 * Hashes the keys that {@code unique} checks judge and parks them by partition, each with its row's number in the shard
 * as it is judged; a row with a NULL among a key's columns is left out, unless the check compares
 * NULLs. For one thread.
 */
public final class HashKeys implements Closeable {
    static final int WIDTH = 2;

    private final List<CheckModel> checks;
    private final List<KeyPartitions<String>> parts = new ArrayList<>();
    private final BlockWriter<String> file;
    private final HashSecret secret;
    private int rows;

    /**
     * @param checks checks that compare columns between rows
     * @param shard whose rows will be added
     * @param partitions over how many partitions the keys are spread
     * @param secret the same for all shards that are compared
     */
    public HashKeys(
            List<CheckModel> checks, ShardName shard, ParkingDirectory directory, int partitions, HashSecret secret) {
        this.secret = secret;
        this.checks = List.copyOf(checks);
        this.file = new BlockWriter<>(directory, shard.entity() + "_unique");
        for (CheckModel check : checks) {
            parts.add(new KeyPartitions<>(
                    file, p -> FindSharedKeys.FindSharedFn.key(check.id(), p), shard, partitions, WIDTH));
        }
    }

    /** Adds the next rows, which have the checks' columns. */
    public void add(ColumnBatch batch) throws IOException {
        for (int i = 0; i < checks.size(); i++) {
            List<String> columns = checks.get(i).rule().comparedColumns();
            add(
                    RowHash.keyed(batch, columns, secret),
                    judged(batch, checks.get(i).rule()),
                    parts.get(i));
        }
        rows += batch.rows();
    }

    /** Completes the file and tells where the hashes are, by a key that is the same for the same check and partition. */
    public List<KV<String, ParkedBlock>> finish() throws IOException {
        for (KeyPartitions<String> ofCheck : parts) {
            ofCheck.flush();
        }
        return file.finish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void add(RowHash hashes, Validity judged, KeyPartitions<String> ofCheck) throws IOException {
        for (int row = 0; row < judged.size(); row++) {
            if (judged.isValid(row)) {
                long high = hashes.high()[row];
                ofCheck.block(high).add(rows + row, high, hashes.low()[row]);
                ofCheck.added();
            }
        }
    }

    private static Validity judged(ColumnBatch batch, Rule rule) {
        Validity judged = Validity.allValid(batch.rows());
        for (String column : rule.comparesNulls() ? List.<String>of() : rule.comparedColumns()) {
            judged = judged.and(batch.column(column).validity());
        }
        return judged;
    }
}
