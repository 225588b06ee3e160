package dev.starbeam.ingest.csv;

import dev.starbeam.ingest.InvalidSourceException;
import dev.starbeam.ingest.file.SourceFile;
import dev.starbeam.ingest.file.SourceFiles;
import dev.starbeam.ingest.file.UnreadableSourceException;
import dev.starbeam.model.CsvFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a source's files call their columns, read before anything runs. */
public final class CsvHeaders {
    private CsvHeaders() {}

    /**
     * The names in the first record of the first file, by path, that is not empty: trimmed of blanks, in the file's
     * order, a column without a name as {@code column_} and its place from 1. Without a header in the files an empty
     * list, but they must be there and readable all the same. Reads no more of the files than their beginnings.
     *
     * @throws InvalidSourceException when no file matches, all files lack the header because they are empty, the first
     *     record is no header, or it names a column twice
     * @throws UnreadableSourceException when a file cannot be opened or its gzip data is damaged
     */
    public static List<String> read(String location, CsvFormat csv) throws IOException {
        List<SourceFile> files = SourceFiles.list("header", location);
        if (!csv.hasHeader()) {
            requireReadable(files.get(0).path(), csv);
            return List.of();
        }
        for (SourceFile file : files) {
            Optional<List<String>> names = HeaderRecord.read(file.path(), csv);
            if (names.isPresent()) {
                return names.get();
            }
        }
        throw new InvalidSourceException(location
                + ": every file that matches is empty (0 bytes or only empty lines), so there is no header to read."
                + " Deliver a file with a header, or declare that there is none and which columns there are.");
    }

    private static void requireReadable(String file, CsvFormat csv) throws IOException {
        RecordTokenizer tokenizer = new RecordTokenizer(csv, 0);
        try (RecordCursor cursor = HeaderRecord.open(file, csv, tokenizer)) {
            cursor.refill();
            if (cursor.advance() == RecordCursor.Step.CHUNK_END) {
                cursor.refill();
            }
        }
    }
}
