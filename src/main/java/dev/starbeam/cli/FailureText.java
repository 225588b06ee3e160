package dev.starbeam.cli;

import dev.starbeam.warehouse.MartFailedException;
import dev.starbeam.warehouse.WarehouseException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What to tell people of a failure: the message of the innermost cause that speaks to them. */
final class FailureText {
    private FailureText() {}

    /** What a failure of a run left behind, in a few words. */
    static String verdict(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MartFailedException) {
                return "the run failed after publishing";
            }
        }
        return "the run failed, and nothing was published";
    }

    /** The first cause of a kind whose messages are written for people, else the last cause that says anything. */
    static String of(Throwable failure) {
        String last = failure.toString();
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                last = cause.getClass().getName().startsWith("dev.starbeam") || cause instanceof IOException
                        ? cause.getMessage()
                        : cause.toString();
                if (cause instanceof WarehouseException
                        || cause.getClass().getName().startsWith("dev.starbeam")) {
                    return last;
                }
            }
        }
        return last;
    }
}
