package dev.starbeam.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What one process took.
 *
 * @param wall seconds
 * @param cpu seconds of all its threads and children, user and system
 * @param peak the most memory resident at once, in bytes
 */
record Measured(double wall, double cpu, long peak) {
    /** Each figure's own median. */
    static Measured median(List<Measured> runs) {
        return new Measured(middle(runs, Measured::wall), middle(runs, Measured::cpu), (long)
                middle(runs, run -> (double) run.peak()));
    }

    private static double middle(List<Measured> runs, ToDoubleFunction<Measured> figure) {
        Function<Measured, Double> boxed = figure::applyAsDouble;
        List<Double> sorted =
                runs.stream().map(boxed).sorted(Comparator.naturalOrder()).toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
