package dev.starbeam.staging;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.Selection;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.expression.kernel.ValueFaults;
import dev.starbeam.reject.Losses;
import dev.starbeam.reject.RejectReason;
import org.jspecify.annotations.Nullable;

/** The first fault of each row of a batch, and how many values conversions lost in each column. */
final class RowFaults implements ValueFaults {
    private final int rows;
    private @Nullable Fault @Nullable [] faults;
    private String column = "";
    private final Losses losses;

    RowFaults(int rows) {
        this.rows = rows;
        this.losses = new Losses(rows);
    }

    /** Faults from here on belong to {@code name}; the counts of lost values start anew. */
    void enter(String name) {
        column = name;
        losses.enter();
    }

    /** What conversions have lost. */
    Losses losses() {
        return losses;
    }

    @Override
    public void unparsable(int row) {
        throw new IllegalStateException("a conversion that failed tells what it could not read");
    }

    @Override
    public void lost(int row, Loss loss, Column from, int at) {
        losses.add(row, loss, from, at);
    }

    @Override
    public void invalid(int row, String reason) {
        reject(row, RejectReason.INVALID_VALUE, reason);
    }

    /** Rejects the row in the column under way, unless it has been rejected already. */
    void reject(int row, RejectReason reason, String detail) {
        add(row, new Fault(reason, column, detail));
    }

    /** Takes over the faults of those {@code among} the rows. */
    void addAll(RowFaults others, Selection among) {
        for (int i = 0; others.any() && i < among.size(); i++) {
            Fault fault = others.fault(among.position(i));
            if (fault != null) {
                add(among.position(i), fault);
            }
        }
    }

    boolean any() {
        return faults != null;
    }

    @Nullable
    Fault fault(int row) {
        return faults == null ? null : faults[row];
    }

    /** Those of {@code selected} that have no fault. */
    Selection sound(Selection selected) {
        return any() ? selected.where(row -> fault(row) == null) : selected;
    }

    private void add(int row, Fault fault) {
        @Nullable Fault[] all = faults;
        if (all == null) {
            all = new Fault[rows];
            faults = all;
        }
        if (all[row] == null) {
            all[row] = fault;
        }
    }

    /** Why a row is rejected, and in which column. */
    record Fault(RejectReason reason, String column, String detail) {}
}
