package dev.starbeam.source;

import dev.starbeam.model.source.Compression;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** Where files are kept. */
public interface FileStore extends Serializable {
    /**
     * The files that a location matches, each once, in the order of the code points of their paths.
     *
     * @param whose what to call their owner in messages, e.g. {@code source raw_orders}
     * @throws InvalidSourceException when there is none, or the location cannot be matched
     */
    List<SourceFile> list(String whose, String location) throws InvalidSourceException;

    /** The checksum of a file's content as {@link SourceFile#content} has it, if reading it is cheap enough to ask. */
    default Optional<String> content(SourceFile file) throws IOException {
        return Optional.empty();
    }

    /**
     * Looks again at files that were read.
     *
     * @param location that they were listed by
     * @throws ChangedSourceException when one of the files is not any more as it was listed
     */
    default void requireUnchanged(String location, List<SourceFile> files) throws IOException {}

    /** Whether a file must be unpacked, as far as its name tells. */
    boolean seemsPacked(SourceFile file, Compression declared);

    /** Whether a file must be unpacked, as its first bytes tell. */
    boolean isPacked(SourceFile file, Compression declared) throws IOException;
}
