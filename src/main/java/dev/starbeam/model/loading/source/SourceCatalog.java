package dev.starbeam.model.loading.source;

import dev.starbeam.batch.Field;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.JdbcModel;
import java.util.List;

/** What can be declared as a source, and who can be asked what columns it has. Asked at most once per source. */
public interface SourceCatalog {
    /** The formats of files, the one first that is meant when none is declared. */
    List<? extends FormatDeclaration> formats();

    /**
     * The columns of files, as the first of them, by name, has them that has any; an empty list where files do not name
     * their columns, but then too the first must be there and readable.
     *
     * @param source without a schema as yet
     * @throws UnknownColumnsException when nothing matches, or the first record cannot be read
     */
    List<Field> columns(FilesModel source) throws UnknownColumnsException;

    /**
     * The columns of a table or query, in the database's order. Not asked where columns are declared.
     *
     * @throws UnknownColumnsException when the database cannot be reached or does not know the table
     */
    default List<Field> columns(JdbcModel jdbc) throws UnknownColumnsException {
        throw new UnknownColumnsException(
                jdbc.location() + " cannot be asked for its columns here; declare them: columns: […]");
    }
}
