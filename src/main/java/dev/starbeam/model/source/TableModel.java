package dev.starbeam.model.source;

import dev.starbeam.batch.Schema;
import java.util.function.Function;

/**
 * A source in a database.
 *
 * @param jdbc what is read there
 */
public record TableModel(String name, JdbcModel jdbc, Schema schema) implements SourceModel {
    @Override
    public String location() {
        return jdbc.location();
    }

    /** No two readings of a table are known to be the same, so each batch reads all of it. */
    @Override
    public boolean newFilesOnly() {
        return false;
    }

    /** Landing reads once more, and the table would not be the same. */
    @Override
    public boolean landed() {
        return false;
    }

    @Override
    public boolean isVersioned() {
        return false;
    }

    @Override
    public <R> R match(Function<FilesModel, R> files, Function<TableModel, R> table) {
        return table.apply(this);
    }
}
