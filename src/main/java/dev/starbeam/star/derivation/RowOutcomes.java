package dev.starbeam.star.derivation;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.Selection;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.expression.kernel.ValueFaults;
import dev.starbeam.reject.Losses;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of each row of a batch: it is kept until something sets it aside, and the first cause stands. A cause is a
 * kind and a number: which lookup, column, filter or reference. Costs nothing while every row is kept.
 */
public final class RowOutcomes implements ValueFaults {
    /** Why a row was set aside. */
    public enum Kind {
        KEPT(0),
        UNMATCHED(1),
        INVALID(2),
        FILTERED(3),
        ORPHAN(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    private static final Kind[] KINDS = {Kind.KEPT, Kind.UNMATCHED, Kind.INVALID, Kind.FILTERED, Kind.ORPHAN};
    private static final int KIND_BITS = 3;

    private final int rows;
    private final Map<Integer, String> invalid = new TreeMap<>();
    private final Losses losses;
    private int[] causes = new int[0];
    private int excluded;
    private int number;

    public RowOutcomes(int rows) {
        this.rows = rows;
        this.losses = new Losses(rows);
    }

    /** Value faults from here on belong to the column or filter of that number. */
    public void enter(int columnNumber) {
        losses.enter();
        number = columnNumber;
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
        if (exclude(row, Kind.INVALID, number)) {
            invalid.put(row, reason);
        }
    }

    /** Sets a row aside. @return whether it was kept */
    public boolean exclude(int row, Kind kind, int causeNumber) {
        if (causes.length == 0) {
            causes = new int[rows];
        }
        if (causes[row] != 0) {
            return false;
        }
        causes[row] = causeNumber << KIND_BITS | kind.code;
        excluded++;
        return true;
    }

    public int rows() {
        return rows;
    }

    public int kept() {
        return rows - excluded;
    }

    public boolean isKept(int row) {
        return excluded == 0 || causes[row] == 0;
    }

    public Selection keptRows() {
        Selection all = Selection.all(rows);
        return excluded == 0 ? all : all.where(row -> causes[row] == 0);
    }

    /** The rows that were set aside for a fault, in order. */
    public Selection rejected() {
        return Selection.all(rows).where(row -> kind(row) != Kind.KEPT && kind(row) != Kind.FILTERED);
    }

    /** The rows that were set aside, in order. */
    public Selection excluded() {
        return Selection.all(excluded == 0 ? 0 : rows).where(row -> causes[row] != 0);
    }

    public Kind kind(int row) {
        return excluded == 0 ? Kind.KEPT : KINDS[causes[row] & (1 << KIND_BITS) - 1];
    }

    /** Which lookup, column, filter or reference set the row aside. */
    public int causeNumber(int row) {
        return excluded == 0 ? 0 : causes[row] >>> KIND_BITS;
    }

    /** Why the row's value is invalid. */
    public String invalidReason(int row) {
        return invalid.getOrDefault(row, "");
    }

    /** How many rows were set aside by the cause. */
    public long count(Kind kind, int causeNumber) {
        if (excluded == 0) {
            return 0;
        }
        int cause = causeNumber << KIND_BITS | kind.code;
        return Arrays.stream(causes).filter(c -> c == cause).count();
    }

    /** How many rows were set aside by causes of the kind. */
    public long count(Kind kind) {
        int mask = (1 << KIND_BITS) - 1;
        return Arrays.stream(causes).filter(c -> (c & mask) == kind.code).count();
    }

    /** What conversions have lost. */
    public Losses losses() {
        return losses;
    }
}
