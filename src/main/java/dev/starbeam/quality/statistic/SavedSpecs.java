package dev.starbeam.quality.statistic;

import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import java.util.Map;

/** The saved form of a {@link QualityState}: a format number, then each spec followed by its state. */
final class SavedSpecs {
    private static final int FORMAT = 2;

    private SavedSpecs() {}

    static void write(StateOutput output, Map<StateSpec, TableState> states) {
        output.putByte(FORMAT);
        output.putInt(states.size());
        states.forEach((spec, state) -> {
            write(output, spec);
            state.write(output);
        });
    }

    static void read(StateInput input, Map<StateSpec, TableState> states) {
        int format = input.getByte();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "saved statistics have format " + format + "; this Starbeam knows format "
                            + FORMAT + " only. "
                            + (format > FORMAT ? "Use the newer Starbeam that wrote them, or take" : "Take")
                            + " the statistics of the rows anew");
        }
        int count = input.getInt();
        for (int i = 0; i < count; i++) {
            readOne(input, states);
        }
    }

    private static void write(StateOutput output, StateSpec spec) {
        if (spec instanceof StateSpec.Rows) {
            output.putByte(0);
        } else if (spec instanceof StateSpec.Nulls nulls) {
            output.putByte(1);
            output.putText(nulls.column());
        } else if (spec instanceof StateSpec.Quantiles quantiles) {
            output.putByte(2);
            output.putText(quantiles.column());
            output.putType(quantiles.type());
            output.putInt(quantiles.distinctLimit());
        } else if (spec instanceof StateSpec.Moments moments) {
            output.putByte(moments.by() == null ? 3 : 4);
            output.putText(moments.column());
            output.putType(moments.type());
            output.putText(moments.by() == null ? "" : moments.by());
        }
    }

    private static void readOne(StateInput input, Map<StateSpec, TableState> states) {
        int kind = input.getByte();
        switch (kind) {
            case 0 -> states.put(new StateSpec.Rows(), RowCountState.read(input));
            case 1 -> {
                String column = input.getText();
                states.put(new StateSpec.Nulls(column), NullCountState.read(column, input));
            }
            case 2 -> {
                var spec = new StateSpec.Quantiles(input.getText(), input.getType(), input.getInt());
                states.put(spec, QuantileState.read(spec, input));
            }
            case 3, 4 -> {
                String column = input.getText();
                var type = input.getType();
                String by = input.getText();
                var spec = new StateSpec.Moments(column, type, kind == 3 ? null : by);
                states.put(spec, KeyedMomentsState.read(spec, input));
            }
            default ->
                throw new IllegalArgumentException("saved statistics hold a kind " + kind + " that is not known");
        }
    }
}
