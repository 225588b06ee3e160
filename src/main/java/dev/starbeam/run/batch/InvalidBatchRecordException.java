package dev.starbeam.run.batch;

import java.io.IOException;

/** A batch record can't be used. The message says what, where and what to do; nothing was changed. */
public final class InvalidBatchRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    public InvalidBatchRecordException(String message) {
        super(message);
    }
}
