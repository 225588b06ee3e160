package dev.starbeam.ingest.jdbc;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.source.JdbcModel;
import java.sql.SQLException;
import java.util.List;

/** What a table or query calls its columns, asked before anything runs. */
public final class DatabaseColumns {
    private DatabaseColumns() {}

    /**
     * The columns, as text, in the database's order.
     *
     * @throws DatabaseException when the database cannot be reached, refuses the user or does not have the table
     */
    public static List<Field> read(JdbcModel jdbc) throws DatabaseException {
        DatabaseAccess access = DatabaseAccess.of(jdbc);
        try (Sessions sessions = Sessions.open(access)) {
            return TableShape.of(sessions.first(), access).names().stream()
                    .map(name -> new Field(name, ColumnType.TEXT))
                    .toList();
        } catch (SQLException e) {
            throw access.failure(e);
        }
    }
}
