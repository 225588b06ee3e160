package dev.starbeam.warehouse.sql;

import java.sql.SQLException;

/** What a commit was answered with; the transaction may be there all the same. */
public final class FailedCommit extends SQLException {
    private static final long serialVersionUID = 1L;

    FailedCommit(SQLException answer) {
        super(answer.getMessage(), answer.getSQLState(), answer.getErrorCode(), answer);
    }
}
