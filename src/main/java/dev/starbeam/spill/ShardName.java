package dev.starbeam.spill;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Which piece of which entity rows belong to: the same on every run.
 *
 * @param entity the staged entity
 * @param file the file that the rows were read from
 * @param firstOffset where in the file the piece begins
 */
public record ShardName(String entity, String file, long firstOffset) implements Serializable {
    /** The order in which rows were read: by file (code points), then offset. Ties between rows are settled by it. */
    public static final Comparator<ShardName> READ_ORDER =
            Comparator.comparing(ShardName::file, ShardName::compareFiles).thenComparingLong(ShardName::firstOffset);

    /** The name in one text, as a key to meet by. */
    public String text() {
        return entity + "|" + file + "|" + firstOffset;
    }

    private static int compareFiles(String one, String other) {
        return one.equals(other)
                ? 0
                : Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
