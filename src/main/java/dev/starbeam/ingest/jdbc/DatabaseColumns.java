package dev.starbeam.ingest.jdbc;

import dev.starbeam.model.JdbcModel;
import java.sql.SQLException;
import java.util.List;

/** What a table or query calls its columns, asked before anything runs. */
public final class DatabaseColumns {
    private DatabaseColumns() {}

    /**
     * The names in the database's order.
     *
     * @throws DatabaseException when the database cannot be reached, refuses the user or does not have the table
     */
    public static List<String> read(JdbcModel jdbc) throws DatabaseException {
        DatabaseAccess access = DatabaseAccess.of(jdbc);
        try (Sessions sessions = Sessions.open(access)) {
            return TableShape.of(sessions.first(), access).names();
        } catch (SQLException e) {
            throw access.failure(e);
        }
    }
}
