package dev.starbeam.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The contents of files, from the sums of their ranges as they were read, in any order and by any number of readers. */
public final class ReadContents {
    private final Map<String, NavigableMap<Long, ContentSum>> byFile = new HashMap<>();

    private ReadContents() {}

    /** @throws ChangedSourceException when two readers of a range have met different bytes */
    public static ReadContents of(Collection<? extends Collection<ContentSum>> sums) throws ChangedSourceException {
        ReadContents contents = new ReadContents();
        for (Collection<ContentSum> some : sums) {
            for (ContentSum sum : some) {
                contents.add(sum);
            }
        }
        return contents;
    }

    private void add(ContentSum sum) throws ChangedSourceException {
        if (sum.bytes() == 0) {
            return;
        }
        ContentSum other =
                byFile.computeIfAbsent(sum.path(), path -> new TreeMap<>()).putIfAbsent(sum.start(), sum);
        if (other != null && !other.equals(sum)) {
            throw ChangedSourceException.of(sum.path(), "two steps that read it met different bytes");
        }
    }

    /** The ranges with the content of their files, where all of it was read. */
    public List<SourceRange> in(List<SourceRange> ranges) {
        return ranges.stream().map(this::in).toList();
    }

    private SourceRange in(SourceRange range) {
        ContentSum none = new ContentSum(range.path(), 0, 0, 0);
        ContentSum whole = byFile.containsKey(range.path()) ? whole(range.path()) : none;
        boolean all = whole != null
                && whole.start() == 0
                && whole.bytes() == range.file().size();
        return whole == null || !all ? range : range.read(whole.text());
    }

    /** Null when nothing of it, or not one piece, was read. */
    private @Nullable ContentSum whole(String path) {
        ContentSum whole = null;
        for (ContentSum sum : byFile.getOrDefault(path, new TreeMap<>()).values()) {
            if (whole != null && whole.start() + whole.bytes() != sum.start()) {
                return null;
            }
            whole = whole == null ? sum : whole.then(sum);
        }
        return whole;
    }
}
