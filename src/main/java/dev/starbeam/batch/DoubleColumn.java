package dev.starbeam.batch;

/** IEEE 754 doubles. The array is handed over, not copied, and must not change afterwards. */
public final class DoubleColumn implements Column {
    private final double[] values;
    private final Validity validity;

    public DoubleColumn(double[] values, Validity validity) {
        this.values = values;
        this.validity = validity;
    }

    @Override
    public ColumnType type() {
        return ColumnType.DOUBLE;
    }

    @Override
    public Validity validity() {
        return validity;
    }

    /** The values: read only. */
    public double[] values() {
        return values;
    }

    public double value(int row) {
        return values[row];
    }

    @Override
    public DoubleColumn select(Selection selection) {
        double[] selected = new double[selection.size()];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = values[selection.position(i)];
        }
        return new DoubleColumn(selected, validity.select(selection));
    }

    @Override
    public String display(int row) {
        return isNull(row) ? "NULL" : Double.toString(values[row]);
    }
}
