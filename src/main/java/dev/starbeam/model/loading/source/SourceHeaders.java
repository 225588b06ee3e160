package dev.starbeam.model.loading.source;

import dev.starbeam.model.CsvFormat;
import dev.starbeam.model.JdbcModel;
import java.util.List;

/** Finds out what a source calls its columns. Asked at most once per source. */
@FunctionalInterface
public interface SourceHeaders {
    /**
     * The names in the first record of the first file, by name, that {@code location} matches; without a header
     * ({@link CsvFormat#hasHeader}) an empty list, but the file must be there and readable all the same.
     *
     * @param location a path or URI of any Beam file system; globs allowed
     * @throws UnreadableSourceException when nothing matches, or the first record cannot be read
     */
    List<String> read(String location, CsvFormat csv) throws UnreadableSourceException;

    /**
     * The names of the columns of a table or query, in the database's order. Not asked where columns are declared.
     *
     * @throws UnreadableSourceException when the database cannot be reached or does not know the table
     */
    default List<String> read(JdbcModel jdbc) throws UnreadableSourceException {
        throw new UnreadableSourceException(
                jdbc.location() + " cannot be asked for its columns here; declare them: columns: […]");
    }
}
