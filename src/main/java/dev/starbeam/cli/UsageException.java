package dev.starbeam.cli;

/** The words on the command line make no sense; the message says which and what would. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
