package dev.starbeam.cluster;

import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import java.io.OutputStream;
import java.nio.file.Path;

/** The stand-in for Snowflake as a process: prints its port, and serves until its standard input ends. */
final class StandInMain {
    private StandInMain() {}

    /** @param arguments a directory for staged files and the DuckDB file that holds the tables */
    public static void main(String[] arguments) throws Exception {
        try (SnowflakeStandIn standIn = SnowflakeStandIn.start(Path.of(arguments[0]), arguments[1])) {
            standIn.haveStage("\"QUALITY\".\"STARBEAM_STAGE\"");
            System.out.println("port " + standIn.port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
