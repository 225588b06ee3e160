package dev.starbeam.cli;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.warehouse.WarehouseTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which runner the words ask for, where its workers are, and whether somebody waits for them.
 *
 * @param runner the runner's name as Beam shortens it, {@code local}, {@code direct}, {@code flink}, {@code dataflow}
 * @param flinkMaster where Flink's master is, {@code [local]} and the like on this machine
 * @param embedded whether a client or cluster of Flink has called this program
 * @param waits whether the program waits until the job has ended
 */
record RunnerChoice(String runner, String flinkMaster, boolean embedded, boolean waits) {
    private static final String USUAL = "LocalRunner";
    private static final String USUAL_IN_FLINK = "FlinkRunner";

    private static final String AUTO = "[auto]";
    private static final Set<String> MASTERS_HERE = Set.of(AUTO, "[local]", "[collection]");

    static RunnerChoice of(Words words) {
        RunnerChoice choice = of(words.others());
        boolean waits = !words.option("wait").orElse("true").equals("false") && choice.waits;
        return new RunnerChoice(choice.runner, choice.flinkMaster, choice.embedded, waits);
    }

    /** With waiting, unless Flink's own words say that nobody does. */
    static RunnerChoice of(List<String> beamWords) {
        boolean embedded = EmbeddedMain.isEmbedded();
        String named = value(beamWords, "runner").orElse(usual(embedded));
        String name = named.substring(named.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return new RunnerChoice(
                name.endsWith("runner") ? name.substring(0, name.length() - "runner".length()) : name,
                value(beamWords, "flinkMaster").orElse(AUTO),
                embedded,
                !EmbeddedMain.isDetached());
    }

    /** What runs where nothing else is asked for. */
    String usual() {
        return usual(embedded);
    }

    private static String usual(boolean embedded) {
        return embedded ? USUAL_IN_FLINK : USUAL;
    }

    /** Whether the work goes to other machines, or to processes that only share a network with this one. */
    boolean isDistributed() {
        return switch (runner) {
            case "local", "direct" -> false;
            case "flink" -> embedded || !MASTERS_HERE.contains(flinkMaster);
            default -> true;
        };
    }

    /** Whether Flink runs in this process, for this job. */
    boolean isFlinkOfItsOwn() {
        return runner.equals("flink") && !isDistributed();
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

    /**
     * Files that are named by a path of this machine can't be read or written by workers elsewhere.
     *
     * @throws UsageException naming every such path
     */
    void requireShared(PipelineModel model, String staging, String report) throws UsageException {
        if (!isDistributed()) {
            return;
        }
        List<String> local = new ArrayList<>();
        model.sources().stream()
                .filter(source -> source.match(files -> isLocal(files.location()), table -> false))
                .forEach(source -> local.add("source " + source.name() + " (" + source.location() + ")"));
        if (isLocal(staging)) {
            local.add("--staging=" + staging);
        }
        if (isLocal(report)) {
            local.add("--report=" + report);
        }
        if (!local.isEmpty()) {
            throw new UsageException("on " + where() + " these are paths of a worker's own disk: "
                    + String.join(", ", local) + ". Name places that all workers reach, such as an object store, or say"
                    + " --shared-files if they are mounted at the same path everywhere");
        }
    }

    /** @throws UsageException when the words ask for what can't come true */
    void requireSound(List<String> beamWords) throws UsageException {
        if (value(beamWords, "templateLocation").isPresent()) {
            throw new UsageException("--templateLocation makes a classic template, which would hold the batch id, the"
                    + " files and the time of this launch and run them again each time; make a Flex template, whose"
                    + " every launch plans anew");
        }
        if (!waits && !isDistributed()) {
            throw new UsageException((embedded ? "a client of Flink that leaves a job to itself" : "--wait=false")
                    + " needs a runner that goes on elsewhere; the " + runner + " runner ends with this process");
        }
    }

    private String where() {
        return runner.equals("flink") ? "a Flink cluster" : "the " + runner + " runner";
    }

    private static boolean isLocal(String location) {
        return !location.contains("://");
    }

    private static Optional<String> value(List<String> words, String name) {
        String prefix = "--" + name + "=";
        return words.stream()
                .filter(word -> word.startsWith(prefix))
                .map(word -> word.substring(prefix.length()))
                .reduce((first, last) -> last);
    }
}
