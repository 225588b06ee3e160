package dev.starbeam.source;

import dev.starbeam.batch.Field;
import dev.starbeam.model.loading.source.FormatDeclaration;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.reject.RejectedRow;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the bytes of files become batches. A format only opens files and reads them: which files there are, how they are
 * packed, and which of them a batch reads, is settled before. Formats are stateless, live in a folder each and are listed
 * in {@code dev.starbeam.ingest.Formats}.
 */
public interface FileFormat extends FormatDeclaration, Serializable {
    /** Whether columns come with types of their own; otherwise all are text. */
    boolean isTyped();

    /** Whether batches carry each record as it was read, in {@link dev.starbeam.model.Provenance#RAW}. */
    boolean keepsRaw();

    /**
     * The columns that a file has, in its order. Nothing when it holds no record, not even a header; an empty list when
     * such files do not say, but then too the file must be readable.
     *
     * @param source without a schema as yet
     */
    Optional<List<Field>> columns(FilesModel source, String file) throws IOException;

    /** Whether reading may begin in the middle of a file that is not packed. */
    boolean canSplit(FilesModel source) throws InvalidSourceException;

    /**
     * Where ranges of about so many bytes begin, ascending from 0, each exactly where a record begins. Asked of files that
     * can seek.
     */
    List<Long> starts(FilesModel source, SourceFile file, long rangeBytes) throws IOException;

    /**
     * Reads the rows of a range as batches with the columns of {@link Source#batchSchema}. Malformed records go to
     * {@code malformed}.
     */
    BatchReader open(FilesModel source, SourceRange range, Consumer<RejectedRow> malformed) throws IOException;
}
