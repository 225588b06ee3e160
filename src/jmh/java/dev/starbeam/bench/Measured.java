package dev.starbeam.bench;

import java.util.Map;

/**
 * What one process took.
 *
 * @param wall seconds
 * @param cpu seconds of all its threads and children, user and system
 * @param peak the most memory resident at once, in bytes
 * @param steps seconds of its steps, as its own summary tells; empty when it writes none
 */
record Measured(double wall, double cpu, double peak, Map<String, Double> steps) {
    /** One step alone, of which the CPU is not known. */
    Measured ofStep(String step) {
        return step.isEmpty() ? this : new Measured(steps.getOrDefault(step, Double.NaN), Double.NaN, peak, Map.of());
    }
}
