package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes all marts anew. Arguments: database file, directory for the seconds it took. */
public final class MartsRebuild {
    private MartsRebuild() {}

    public static void main(String[] args) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            long start = System.nanoTime();
            for (String sql : Marts.statements()) {
                statement.execute(sql);
            }
            Steps.write(Path.of(args[1]), "marts", start);
        }
    }
}
