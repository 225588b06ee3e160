package dev.starbeam.run;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What to tell people of a failure: the message of the innermost cause that speaks to them. */
public final class FailureText {
    private static final long MEGABYTE = 1L << 20;
    private static final List<String> NO_ROOM =
            List.of("no space left", "file too large", "quota exceeded", "not enough space");

    private FailureText() {}

    /**
     * An error of the virtual machine is told as what it is, with what to do. Of all else the first cause of a kind whose
     * messages are written for people speaks, or the last cause that says anything.
     */
    public static String of(Throwable failure) {
        String last = failure.toString();
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Error error && !(cause instanceof AssertionError)) {
                return of(error);
            }
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                if (cause.getClass().getName().startsWith("dev.starbeam")) {
                    return cause.getMessage();
                }
                last = cause instanceof IOException ? cause.getMessage() : cause.toString();
            }
        }
        return last;
    }

    /** Whether there was no room for a file, as far as what the operating system says tells. */
    static boolean isOfFullDisk(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof IOException && NO_ROOM.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }

    private static String of(Error error) {
        if (error instanceof OutOfMemoryError) {
            return "out of memory (" + error.getMessage() + "). " + moreMemory();
        }
        if (error instanceof LinkageError) {
            return error
                    + ". A class is missing or of another version: the jars of this installation don't fit together";
        }
        return error.toString();
    }

    /** What to do when this process, or one of its threads, has run out of memory. */
    public static String moreMemory() {
        return "The heap may take " + Runtime.getRuntime().maxMemory() / MEGABYTE
                + " MB; give it more, e.g. STARBEAM_JAVA_OPTS=-Xmx4g, or its workers on a cluster";
    }
}
