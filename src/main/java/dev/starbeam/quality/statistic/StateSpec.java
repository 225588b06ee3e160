package dev.starbeam.quality.statistic;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which statistic of which columns: the name under which a {@link QualityState} keeps a state. */
public sealed interface StateSpec extends Serializable {
    /** Distinct values a {@link QuantileState} tells apart: about 32 MB. */
    int DISTINCT_LIMIT = 1_000_000;

    /** A state that has seen nothing. */
    TableState empty();

    /** The columns that a batch to observe must have. */
    List<String> columns();

    /** A state that {@link TableState#write} saved. */
    TableState read(StateInput input);

    /** Saves which statistic it is, beginning with a number that no other kind has. */
    void write(StateOutput output);

    /** Whether its state grows with the keys of a column, however many there are. */
    default boolean isByKey() {
        return false;
    }

    /**
     * Fills the statistic in {@code state} from what the warehouse knows of a published table, instead of from rows.
     *
     * @param rows how many rows the table has
     * @param nulls how many rows have a NULL in the statistic's first column
     */
    default void measure(QualityState state, TableFigures figures, long rows, long nulls) {
        throw new IllegalArgumentException(this + " is no statistic that a warehouse is asked for by itself");
    }

    /** The values of a bigint, decimal, date, timestamp or double column and how often each occurs. */
    record Quantiles(String column, ColumnType type, int distinctLimit) implements StateSpec {
        public static Quantiles of(Field field) {
            return new Quantiles(field.name(), field.type(), DISTINCT_LIMIT);
        }

        public Quantiles {
            if (!type.isLongBacked() && type.kind() != ColumnType.Kind.DOUBLE) {
                throw new IllegalArgumentException(
                        "quartiles need a column with numbers, dates or timestamps; \"" + column + "\" is " + type);
            }
        }

        @Override
        public QuantileState empty() {
            return new QuantileState(this);
        }

        @Override
        public QuantileState read(StateInput input) {
            return QuantileState.read(this, input);
        }

        @Override
        public void measure(QualityState state, TableFigures figures, long rows, long nulls) {
            long values = rows - nulls;
            if (values > 0) {
                long[] ranks = QuantileState.quartileRanks(values);
                state.quantiles(this).addSorted(values, ranks, figures.valuesAt(new Field(column, type), ranks));
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public void write(StateOutput output) {
            output.putByte(SavedSpecs.QUANTILES);
            output.putText(column);
            output.putType(type);
            output.putInt(distinctLimit);
        }
    }

    /** n, Σx and Σx² of a numeric column, for each value of {@code by}; {@code null}: of all rows together. */
    record Moments(String column, ColumnType type, @Nullable String by) implements StateSpec {
        public Moments {
            if (!type.isNumeric()) {
                throw new IllegalArgumentException(
                        "a standard deviation needs a bigint, decimal or double column; \"" + column + "\" is " + type);
            }
        }

        @Override
        public KeyedMomentsState empty() {
            return new KeyedMomentsState(this);
        }

        @Override
        public KeyedMomentsState read(StateInput input) {
            return KeyedMomentsState.read(this, input);
        }

        @Override
        public List<String> columns() {
            return by == null ? List.of(column) : List.of(column, by);
        }

        @Override
        public boolean isByKey() {
            return by != null;
        }

        @Override
        public void write(StateOutput output) {
            output.putByte(by == null ? SavedSpecs.MOMENTS : SavedSpecs.MOMENTS_BY_KEY);
            output.putText(column);
            output.putType(type);
            output.putText(by == null ? "" : by);
        }
    }

    /** The NULLs of a column. */
    record Nulls(String column) implements StateSpec {
        @Override
        public NullCountState empty() {
            return new NullCountState(column);
        }

        @Override
        public NullCountState read(StateInput input) {
            return NullCountState.read(column, input);
        }

        @Override
        public void measure(QualityState state, TableFigures figures, long rows, long nulls) {
            state.nulls(this).add(rows, nulls);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public void write(StateOutput output) {
            output.putByte(SavedSpecs.NULLS);
            output.putText(column);
        }
    }

    /** The number of rows. */
    record Rows() implements StateSpec {
        @Override
        public RowCountState empty() {
            return new RowCountState();
        }

        @Override
        public RowCountState read(StateInput input) {
            return RowCountState.read(input);
        }

        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public void write(StateOutput output) {
            output.putByte(SavedSpecs.ROWS);
        }
    }
}
