package dev.starbeam.cli;

import dev.starbeam.warehouse.WarehouseTarget;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which runner the words for Beam ask for, and where its workers are.
 *
 * @param runner the runner's name as Beam shortens it, {@code local}, {@code direct}, {@code flink}, {@code dataflow}
 * @param flinkMaster where Flink's master is, {@code [local]} and the like on this machine
 */
record RunnerChoice(String runner, String flinkMaster) {
    /** What runs where nothing else is asked for. */
    static final String DEFAULT = "LocalRunner";

    private static final String AUTO = "[auto]";
    private static final Set<String> MASTERS_HERE = Set.of(AUTO, "[local]", "[collection]");

    static RunnerChoice of(List<String> beamWords) {
        String named = value(beamWords, "runner").orElse(DEFAULT);
        String name = named.substring(named.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return new RunnerChoice(
                name.endsWith("runner") ? name.substring(0, name.length() - "runner".length()) : name,
                value(beamWords, "flinkMaster").orElse(AUTO));
    }

    /** Whether the work goes to other machines, or to processes that only share a network with this one. */
    boolean isDistributed() {
        return switch (runner) {
            case "local", "direct" -> false;
            case "flink" -> !MASTERS_HERE.contains(flinkMaster);
            default -> true;
        };
    }

    /** @throws UsageException when the workers could not reach the warehouse */
    void requireReach(WarehouseTarget warehouse) throws UsageException {
        if (isDistributed() && warehouse.isLocal()) {
            String where = runner.equals("flink") ? "the Flink cluster at " + flinkMaster : "the " + runner + " runner";
            throw new UsageException(
                    "--warehouse=" + warehouse + " is a file on this machine, which the workers of " + where
                            + " cannot write. Run here (leave out "
                            + (runner.equals("flink") ? "--flinkMaster" : "--runner")
                            + "), or name a warehouse that all workers reach.");
        }
    }

    private static Optional<String> value(List<String> words, String name) {
        String prefix = "--" + name + "=";
        return words.stream()
                .filter(word -> word.startsWith(prefix))
                .map(word -> word.substring(prefix.length()))
                .reduce((first, last) -> last);
    }
}
