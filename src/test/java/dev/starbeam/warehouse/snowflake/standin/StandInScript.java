package dev.starbeam.warehouse.snowflake.standin;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import net.snowflake.client.api.driver.SnowflakeDriver;

/** Sends statements through the real driver, as an administrator's client does. */
public final class StandInScript {
    private StandInScript() {}

    /** Signs in. */
    public static Connection connect(SnowflakeStandIn standIn) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "u");
        properties.setProperty("password", "none");
        properties.setProperty("disablePlatformDetection", "true");
        return new SnowflakeDriver()
                .connect("jdbc:snowflake://http://127.0.0.1:" + standIn.port() + "/?account=fake", properties);
    }

    /** Runs the statements of a script one by one, without the comments before them. */
    public static void run(SnowflakeStandIn standIn, String script) throws SQLException {
        try (Connection connection = connect(standIn);
                Statement statement = connection.createStatement()) {
            for (String sql : script.split(";\\s*(?:\n|$)", -1)) {
                String bare = sql.replaceAll("(?m)^--.*$", "").strip();
                if (!bare.isEmpty()) {
                    statement.execute(bare);
                }
            }
        }
    }
}
