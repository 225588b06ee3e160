package dev.starbeam.staging;

import dev.starbeam.expression.ValueFaults;
import dev.starbeam.reject.RejectReason;
import org.jspecify.annotations.Nullable;

/** The first fault of each row of a batch, and how many casts came out NULL in each column. */
final class RowFaults implements ValueFaults {
    private final @Nullable RejectReason[] reasons;
    private final @Nullable String[] columns;
    private final @Nullable String[] details;
    private int faulty;
    private String column = "";
    private long unparsable;

    RowFaults(int rows) {
        this.reasons = new RejectReason[rows];
        this.columns = new String[rows];
        this.details = new String[rows];
    }

    /** Faults from here on belong to {@code name}; the count of unparsable values starts anew. */
    void enter(String name) {
        column = name;
        unparsable = 0;
    }

    /** Unparsable values since {@link #enter}. */
    long unparsable() {
        return unparsable;
    }

    @Override
    public void unparsable(int row) {
        unparsable++;
    }

    @Override
    public void invalid(int row, String reason) {
        reject(row, RejectReason.INVALID_VALUE, reason);
    }

    void reject(int row, RejectReason reason, String detail) {
        if (reasons[row] == null) {
            reasons[row] = reason;
            columns[row] = column;
            details[row] = detail;
            faulty++;
        }
    }

    boolean any() {
        return faulty > 0;
    }

    @Nullable
    RejectReason reason(int row) {
        return reasons[row];
    }

    @Nullable
    String column(int row) {
        return columns[row];
    }

    String detail(int row) {
        String detail = details[row];
        return detail == null ? "" : detail;
    }
}
