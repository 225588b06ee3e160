package dev.starbeam.cli;

import java.util.ArrayList;
import java.util.List;

/** The words that are left for Beam. */
final class BeamWords {
    private BeamWords() {}

    /** The words with the settings that suit a runner on this machine, where they are not given. */
    static String[] withDefaults(List<String> words, RunnerChoice runner) {
        List<String> all = new ArrayList<>(words);
        String parallelism = Integer.toString(Math.max(2, Runtime.getRuntime().availableProcessors()));
        addUnlessGiven(all, "runner", runner.usual());
        switch (runner.runner()) {
            case "direct" -> {
                addUnlessGiven(all, "enforceImmutability", "false");
                addUnlessGiven(all, "enforceEncodability", "false");
                addUnlessGiven(all, "targetParallelism", parallelism);
                addUnlessGiven(all, "blockOnRun", "false");
            }
            case "flink" -> addForFlink(all, parallelism, runner);
            default -> {}
        }
        return all.toArray(String[]::new);
    }

    /** Elements are never changed once they are out, so Flink need not copy them between steps. */
    private static void addForFlink(List<String> all, String parallelism, RunnerChoice runner) {
        addUnlessGiven(all, "objectReuse", "true");
        addUnlessGiven(all, "fasterCopy", "true");
        if (!runner.waits()) {
            addUnlessGiven(all, "attachedMode", "false");
        }
        if (runner.embedded()) {
            addUnlessGiven(all, "flinkMaster", "[auto]");
        } else if (runner.isFlinkOfItsOwn()) {
            addUnlessGiven(all, "flinkMaster", "[local]");
            addUnlessGiven(all, "parallelism", parallelism);
        }
    }

    private static void addUnlessGiven(List<String> words, String name, String value) {
        if (words.stream().noneMatch(word -> word.startsWith("--" + name + "="))) {
            words.add("--" + name + "=" + value);
        }
    }
}
