package dev.starbeam.batch;

/** Truth values. The array is handed over, not copied, and must not change afterwards. */
public final class BooleanColumn implements Column {
    private final boolean[] values;
    private final Validity validity;

    public BooleanColumn(boolean[] values, Validity validity) {
        this.values = values;
        this.validity = validity;
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOLEAN;
    }

    @Override
    public Validity validity() {
        return validity;
    }

    /** The values: read only. */
    public boolean[] values() {
        return values;
    }

    public boolean value(int row) {
        return values[row];
    }

    /** Whether the row is true: NULL is not, as in a WHERE clause. */
    public boolean isTrue(int row) {
        return values[row] && validity.isValid(row);
    }

    @Override
    public BooleanColumn select(Selection selection) {
        boolean[] selected = new boolean[selection.size()];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = values[selection.position(i)];
        }
        return new BooleanColumn(selected, validity.select(selection));
    }

    @Override
    public String display(int row) {
        return isNull(row) ? "NULL" : Boolean.toString(values[row]);
    }
}
