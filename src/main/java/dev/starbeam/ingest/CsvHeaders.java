package dev.starbeam.ingest;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.CsvFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The columns of a source that does not declare them: those of its first file that is not empty. */
public final class CsvHeaders {
    private CsvHeaders() {}

    /**
     * The column names, trimmed of blanks, in the file's order, all of them text. Reads no more of the files than their
     * beginnings.
     *
     * @throws InvalidSourceException when no file matches, all files are empty, the first record is no header, names a
     *     column twice or leaves one without a name
     * @throws UnreadableSourceException when the file's gzip data is damaged
     */
    public static Schema read(String location, CsvFormat csv) throws IOException {
        if (!csv.hasHeader()) {
            throw new InvalidSourceException(
                    location + ": without a header its columns must be declared, in the order of the fields.");
        }
        for (SourceFile file : SourceFiles.list("header", location)) {
            Optional<List<String>> names = HeaderRecord.read(file.path(), csv);
            if (names.isPresent()) {
                return schema(file.path(), names.get());
            }
        }
        throw new InvalidSourceException(location
                + ": every file that matches is empty (0 bytes or only empty lines), so there is no header to read."
                + " Deliver a file with a header, or declare the columns.");
    }

    private static Schema schema(String file, List<String> names) throws InvalidSourceException {
        int unnamed = names.indexOf("");
        if (unnamed >= 0) {
            throw new InvalidSourceException(file + ": the header leaves column " + (unnamed + 1) + " of "
                    + names.size() + " without a name. Name it in the file, or declare the columns to be read.");
        }
        return Schema.of(
                names.stream().map(name -> new Field(name, ColumnType.TEXT)).toList());
    }
}
