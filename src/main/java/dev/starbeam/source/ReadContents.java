package dev.starbeam.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The contents of files, from the sums of their ranges as they were read, in any order and by any number of readers. */
public final class ReadContents {
    private final Map<Read, NavigableMap<Long, ContentSum>> ranges = new HashMap<>();
    private final Map<String, String> contents = new HashMap<>();

    private ReadContents() {}

    /** A file as one source cuts it. */
    private record Read(String source, String path) {}

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
        ContentSum other = ranges.computeIfAbsent(new Read(sum.source(), sum.path()), read -> new TreeMap<>())
                .putIfAbsent(sum.start(), sum);
        requireSame(sum.path(), other == null || other.equals(sum));
    }

    private static void requireSame(String path, boolean same) throws ChangedSourceException {
        if (!same) {
            throw ChangedSourceException.of(path, "two steps that read it met different bytes");
        }
    }

    /**
     * The ranges with the content of their files, where all of it was read.
     *
     * @throws ChangedSourceException when another source was asked about before that has met another content
     */
    public List<SourceRange> in(List<SourceRange> wanted) throws ChangedSourceException {
        List<SourceRange> known = new ArrayList<>();
        for (SourceRange range : wanted) {
            known.add(in(range));
        }
        return known;
    }

    private SourceRange in(SourceRange range) throws ChangedSourceException {
        Read read = new Read(range.source(), range.path());
        ContentSum none = new ContentSum(range.source(), range.path(), 0, 0, 0);
        ContentSum whole = ranges.containsKey(read) ? whole(read) : none;
        boolean all = whole != null
                && whole.start() == 0
                && whole.bytes() == range.file().size();
        if (whole == null || !all) {
            return range;
        }
        String content = whole.text();
        requireSame(range.path(), content.equals(contents.computeIfAbsent(range.path(), path -> content)));
        return range.read(content);
    }

    /** Null when nothing of it, or not one piece, was read. */
    private @Nullable ContentSum whole(Read read) {
        ContentSum whole = null;
        for (ContentSum sum : ranges.getOrDefault(read, new TreeMap<>()).values()) {
            if (whole != null && whole.start() + whole.bytes() != sum.start()) {
                return null;
            }
            whole = whole == null ? sum : whole.then(sum);
        }
        return whole;
    }
}
