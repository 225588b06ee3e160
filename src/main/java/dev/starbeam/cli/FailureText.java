package dev.starbeam.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What to tell people of a failure: the message of the innermost cause that speaks to them. */
final class FailureText {
    private FailureText() {}

    /** The first cause of a kind whose messages are written for people, else the last cause that says anything. */
    static String of(Throwable failure) {
        String last = failure.toString();
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                if (cause.getClass().getName().startsWith("dev.starbeam")) {
                    return cause.getMessage();
                }
                last = cause instanceof IOException ? cause.getMessage() : cause.toString();
            }
        }
        return last;
    }
}
