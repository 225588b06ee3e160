package dev.starbeam.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What published batches have read, as the warehouse's ledger knows it. */
public final class Committed {
    /** No batch has been published, or it doesn't matter. */
    public static final Committed NOTHING = new Committed(Set.of());

    private final Map<String, List<FileVersion>> versions = new HashMap<>();

    /** @param identities {@link SourceRange#identity} of each range */
    public Committed(Set<String> identities) {
        for (String identity : identities) {
            int version = identity.lastIndexOf('\n');
            versions.computeIfAbsent(identity.substring(0, Math.max(0, version)), file -> new ArrayList<>())
                    .add(FileVersion.parse(identity.substring(version + 1)));
        }
    }

    /** Whether the content of a range's file was read, as far as its marks, or its content if that is known, tell. */
    public boolean has(SourceRange range) {
        FileVersion version = range.file().identity();
        return of(range).stream().anyMatch(known -> known.isSame(version));
    }

    /** Whether it takes reading the file to tell: only its marks have changed. */
    boolean mayHave(SourceRange range) {
        FileVersion version = range.file().identity();
        return of(range).stream().anyMatch(known -> known.maybeSame(version));
    }

    private List<FileVersion> of(SourceRange range) {
        return versions.getOrDefault(range.source() + "\n" + range.path(), List.of());
    }
}
