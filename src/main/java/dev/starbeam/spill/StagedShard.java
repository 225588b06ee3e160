package dev.starbeam.spill;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The descriptor of the staged rows of one shard, or of a part of it: small enough to travel through any runner.
 *
 * @param entity the staged entity
 * @param sourceFile the file the rows were read from
 * @param firstOffset where in the file the shard begins
 * @param uri the claim file
 * @param rows how many rows it holds
 * @param live which of them live on
 * @param sidecars claim files with more columns, one row for each <em>living</em> row, cut into the same batches
 */
public record StagedShard(
        String entity, String sourceFile, long firstOffset, String uri, long rows, LiveRows live, List<String> sidecars)
        implements Serializable {

    /** The order in which rows were read. */
    public static final Comparator<StagedShard> READ_ORDER =
            Comparator.comparing(StagedShard::name, ShardName.READ_ORDER);

    /** A shard of {@code rows} rows, all of them living. */
    public static StagedShard of(ShardName name, String uri, long rows) {
        return new StagedShard(
                name.entity(), name.file(), name.firstOffset(), uri, rows, LiveRows.all(rows), List.of());
    }

    /** The same on every run: entity, file and offset. */
    public ShardName name() {
        return new ShardName(entity, sourceFile, firstOffset);
    }

    /** The name in one text. */
    public String id() {
        return name().text();
    }

    /**
     * This shard without the rows at {@code positions}.
     *
     * @throws IllegalStateException when it has sidecars, which hold one row for each row that lives now
     */
    public StagedShard without(int[] positions) {
        if (!sidecars.isEmpty()) {
            throw new IllegalStateException(id() + " has sidecars; drop rows before looking columns up");
        }
        return new StagedShard(entity, sourceFile, firstOffset, uri, rows, live.without(positions), sidecars);
    }

    /** This shard with the columns of one more claim file. */
    public StagedShard withSidecar(String sidecar) {
        List<String> more = new ArrayList<>(sidecars);
        more.add(sidecar);
        return new StagedShard(entity, sourceFile, firstOffset, uri, rows, live, List.copyOf(more));
    }
}
