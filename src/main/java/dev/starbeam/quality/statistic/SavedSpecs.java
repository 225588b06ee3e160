package dev.starbeam.quality.statistic;

import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import java.util.Map;

/** The saved form of a {@link QualityState}: a format number, then each spec followed by its state. */
final class SavedSpecs {
    static final int ROWS = 0;
    static final int NULLS = 1;
    static final int QUANTILES = 2;
    static final int MOMENTS = 3;
    static final int MOMENTS_BY_KEY = 4;

    private static final int FORMAT = 2;

    private SavedSpecs() {}

    static void write(StateOutput output, Map<StateSpec, TableState> states) {
        writeHead(output, states.size());
        states.forEach((spec, state) -> {
            spec.write(output);
            state.write(output);
        });
    }

    /** What stands before the first of so many specs. */
    static void writeHead(StateOutput output, int specs) {
        output.putByte(FORMAT);
        output.putInt(specs);
    }

    /** What stands before the state of a single spec. */
    static void writeOne(StateOutput output, StateSpec spec) {
        writeHead(output, 1);
        spec.write(output);
    }

    /**
     * Reads what {@link #write} saved.
     *
     * @param withSums whether of keys more is read than how many have how many values
     */
    static void read(StateInput input, boolean withSums, Map<StateSpec, TableState> states) {
        for (int left = readHead(input); left > 0; left--) {
            StateSpec spec = readSpec(input);
            states.put(
                    spec,
                    !withSums && spec instanceof StateSpec.Moments moments && moments.isByKey()
                            ? KeyedMomentsState.readCounts(moments, input)
                            : spec.read(input));
        }
    }

    /** How many specs there are. */
    static int readHead(StateInput input) {
        int format = input.getByte();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "saved statistics have format " + format + "; this Starbeam knows format "
                            + FORMAT + " only. "
                            + (format > FORMAT ? "Use the newer Starbeam that wrote them, or take" : "Take")
                            + " the statistics of the rows anew");
        }
        return input.getInt();
    }

    static StateSpec readSpec(StateInput input) {
        int kind = input.getByte();
        return switch (kind) {
            case ROWS -> new StateSpec.Rows();
            case NULLS -> new StateSpec.Nulls(input.getText());
            case QUANTILES -> new StateSpec.Quantiles(input.getText(), input.getType(), input.getInt());
            case MOMENTS, MOMENTS_BY_KEY -> {
                String column = input.getText();
                var type = input.getType();
                String by = input.getText();
                yield new StateSpec.Moments(column, type, kind == MOMENTS ? null : by);
            }
            default ->
                throw new IllegalArgumentException("saved statistics hold a kind " + kind + " that is not known");
        };
    }
}
