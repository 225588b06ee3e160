package dev.starbeam.quality.unique;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.check.CheckModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys that more than one row holds, by check. Immutable. */
public final class SharedKeys {
    private final Map<String, FindSharedFn.HashSlots> shared = new HashMap<>();

    private SharedKeys() {}

    /** @param blocks what {@link FindSharedKeys} found */
    public static SharedKeys of(Collection<HashBlock> blocks) {
        SharedKeys keys = new SharedKeys();
        for (HashBlock block : blocks) {
            FindSharedFn.HashSlots slots =
                    keys.shared.computeIfAbsent(block.checkId(), id -> new FindSharedFn.HashSlots(block.size()));
            for (int i = 0; i < block.size(); i++) {
                slots.add(block.high(i), block.low(i));
            }
        }
        return keys;
    }

    /** By check id, the rows of the batch that share their key with another row of the table. */
    public Map<String, Selection> duplicates(ColumnBatch batch, List<CheckModel> checks) {
        Map<String, Selection> duplicates = new HashMap<>();
        for (CheckModel check : checks) {
            FindSharedFn.HashSlots slots = shared.get(check.id());
            if (slots != null) {
                List<String> columns = check.rule().comparedColumns();
                RowHash hashes = RowHash.of(batch, columns);
                Validity judged = HashKeys.judged(batch, columns);
                duplicates.put(
                        check.id(),
                        Selection.all(batch.rows())
                                .where(row ->
                                        judged.isValid(row) && slots.contains(hashes.high()[row], hashes.low()[row])));
            }
        }
        return duplicates;
    }
}
