package dev.starbeam.quality.unique;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.check.CheckModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hashes the keys that {@code unique} checks judge, partition by partition; a row with a NULL among a key's columns is
 * left out. For one thread.
 */
public final class HashKeys {
    private final List<CheckModel> checks;
    private final int partitions;
    private final Map<String, HashBlock> blocks = new LinkedHashMap<>();

    /**
     * @param checks checks that compare columns between rows
     * @param partitions over how many partitions the keys are spread
     */
    public HashKeys(List<CheckModel> checks, int partitions) {
        this.checks = List.copyOf(checks);
        this.partitions = partitions;
    }

    /** Adds every row of a batch that has the checks' columns. */
    public void add(ColumnBatch batch) {
        for (CheckModel check : checks) {
            List<String> columns = check.rule().comparedColumns();
            RowHash hashes = RowHash.of(batch, columns);
            Validity judged = judged(batch, columns);
            HashBlock[] ofCheck = blocksOf(check);
            for (int row = 0; row < batch.rows(); row++) {
                if (judged.isValid(row)) {
                    long high = hashes.high()[row];
                    ofCheck[(int) Long.remainderUnsigned(high, partitions)].add(high, hashes.low()[row]);
                }
            }
        }
    }

    /** The blocks that hold anything, by a key that is the same for the same check and partition. */
    public Map<String, HashBlock> blocks() {
        Map<String, HashBlock> filled = new LinkedHashMap<>();
        blocks.forEach((key, block) -> {
            if (block.size() > 0) {
                filled.put(key, block.trimmed());
            }
        });
        return filled;
    }

    static Validity judged(ColumnBatch batch, List<String> columns) {
        Validity judged = Validity.allValid(batch.rows());
        for (String column : columns) {
            judged = judged.and(batch.column(column).validity());
        }
        return judged;
    }

    private HashBlock[] blocksOf(CheckModel check) {
        List<HashBlock> found = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            found.add(blocks.computeIfAbsent(check.id() + "#" + partition, key -> new HashBlock(check.id(), 64)));
        }
        return found.toArray(HashBlock[]::new);
    }
}
