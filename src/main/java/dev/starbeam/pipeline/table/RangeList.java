package dev.starbeam.pipeline.table;

import dev.starbeam.run.RunPlan;
import dev.starbeam.source.RangePack;
import dev.starbeam.source.SourceRange;
import dev.starbeam.source.SplitRanges;
import dev.starbeam.spill.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;

/**
 * What a batch reads of one source, as steps carry it: a short list as it is; of a long one, in which file it is, so that
 * no step grows with the number of files.
 */
public final class RangeList implements SplitRanges.Planned {
    private static final long serialVersionUID = 1L;
    private static final int MOST_BYTES = 16 << 10;

    private final byte[] carried;
    private final @Nullable String uri;

    private RangeList(byte[] carried, @Nullable String uri) {
        this.carried = carried;
        this.uri = uri;
    }

    /** The lists of a run, by source; long ones are stored in its staging directory now. */
    public static Map<String, RangeList> of(RunPlan plan) {
        Map<String, RangeList> lists = new TreeMap<>();
        plan.inputs().forEach((source, ranges) -> lists.put(source, of(ranges, plan.staging() + "/ranges-" + source)));
        return lists;
    }

    /** That of one source; a run may read nothing of it. */
    public static RangeList among(Map<String, RangeList> lists, String source) {
        return lists.getOrDefault(source, new RangeList(new byte[0], null));
    }

    static RangeList of(List<SourceRange> ranges, String base) {
        if (ranges.isEmpty()) {
            return new RangeList(new byte[0], null);
        }
        try {
            byte[] packed = CoderUtils.encodeToByteArray(RangePack.PackCoder.of(), new RangePack(ranges));
            if (packed.length <= MOST_BYTES) {
                return new RangeList(packed, null);
            }
            String uri = WholeFile.newName(base, ".list");
            WholeFile.write(uri, packed);
            return new RangeList(new byte[0], uri);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isStored() {
        return uri != null;
    }

    @Override
    public List<SourceRange> ranges() throws IOException {
        byte[] packed = carried;
        if (uri != null) {
            packed = WholeFile.read(uri)
                    .orElseThrow(() -> new IOException("the list of files to be read, " + uri + ", is not there"));
        }
        return packed.length == 0
                ? List.of()
                : CoderUtils.decodeFromByteArray(RangePack.PackCoder.of(), packed)
                        .ranges();
    }
}
