package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.CommitFailedException;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.FailedCommit;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns DuckDB's messages into what people can act on. DuckDB has no error codes: the text decides. */
final class DuckDbFaults {
    private static final Pattern HOLDER = Pattern.compile("held in (.*?)\\(PID (\\d+)\\)");

    /** At the beginning, since what follows may quote any value. */
    private static final Pattern CONFLICT =
            Pattern.compile("(?is)(?:[\\w.]+: )?TransactionContext Error: [^\"']*conflict");

    private DuckDbFaults() {}

    static WarehouseException explain(Path file, SQLException e) {
        String message = String.valueOf(e.getMessage());
        String told = "warehouse " + file + ": " + advice(message) + " (DuckDB: " + message + ")";
        return e instanceof FailedCommit ? new CommitFailedException(told, e) : new WarehouseException(told, e);
    }

    /** Whether another process has the file open. */
    static boolean isLocked(WarehouseException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("could not set lock");
    }

    /** Whether this process has the file open in another way: to be read, or to be written. */
    static boolean isOpenOtherwise(WarehouseException e) {
        return String.valueOf(e.getMessage()).contains("with a different configuration");
    }

    /** Whether another transaction of this process changes the same; it may be through soon. */
    static boolean isConflict(SQLException e) {
        return CONFLICT.matcher(String.valueOf(e.getMessage())).lookingAt();
    }

    private static String advice(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("could not set lock")) {
            return locked(message);
        }
        if (lower.contains("not a valid duckdb database") || lower.contains("not a duckdb database")) {
            return "this file is not a DuckDB database; it was left as it is. Give another file name";
        }
        if (lower.contains("no space left")
                || lower.contains("file too large")
                || lower.contains("disk quota")
                || lower.contains("could not write all bytes")) {
            return "the disk is full. Make room, or move the warehouse, and run again";
        }
        if (lower.contains("read-only file system") || lower.contains("permission denied")) {
            return "it can't be written; check the permissions of the file and its directory";
        }
        if (lower.contains("cannot open file") || lower.contains("could not create")) {
            return "it can't be created or opened; check that its directory exists and may be written";
        }
        if (lower.contains("conflict")) {
            return "another transaction of this process went on publishing. Run again";
        }
        if (lower.contains("out of memory")) {
            return "DuckDB ran out of memory. Close other programs, and run again";
        }
        return "it failed";
    }

    private static String locked(String message) {
        Matcher holder = HOLDER.matcher(message);
        String who = holder.find()
                ? "process " + holder.group(2) + " (" + holder.group(1).strip() + ")"
                : "another process";
        return who + " has it open, and one process may write it at a time. Close that program, or wait for it to end,"
                + " and run again; --wait=5m waits longer";
    }
}
