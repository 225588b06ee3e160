package dev.starbeam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of an answer as texts, NULL as {@code null}. */
public final class ResultRows {
    private ResultRows() {}

    /** Each row as a list of texts. */
    public static List<List<String>> of(ResultSet result) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.add(String.valueOf(result.getString(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    /** Each row as one text, its columns separated by {@code |}. */
    public static List<String> joined(ResultSet result) throws SQLException {
        return of(result).stream().map(row -> String.join("|", row)).toList();
    }
}
