package dev.starbeam.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words that are left for Beam. */
final class BeamWords {
    private BeamWords() {}

    /** @throws UsageException when a word is a slip of one of ours, which Beam would only call unknown */
    static void check(List<String> words, Set<String> ours) throws UsageException {
        List<String> known = new ArrayList<>(ours);
        known.add("var");
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = word.substring(2, equals < 0 ? word.length() : equals);
            Optional<String> meant = NearestName.of(name, known);
            if (meant.isPresent() && NearestName.distance(name, meant.get()) <= 2) {
                throw new UsageException("no option is called --" + name + "; did you mean --" + meant.get() + "?");
            }
        }
    }

    /** The words with the settings that suit a runner on this machine, where they are not given. */
    static String[] withDefaults(List<String> words) {
        List<String> all = new ArrayList<>(words);
        String parallelism = Integer.toString(Math.max(2, Runtime.getRuntime().availableProcessors()));
        addUnlessGiven(all, "runner", RunnerChoice.DEFAULT);
        switch (RunnerChoice.of(words).runner()) {
            case "direct" -> {
                addUnlessGiven(all, "enforceImmutability", "false");
                addUnlessGiven(all, "enforceEncodability", "false");
                addUnlessGiven(all, "targetParallelism", parallelism);
                addUnlessGiven(all, "blockOnRun", "false");
            }
            case "flink" -> addForFlink(all, parallelism);
            default -> {}
        }
        return all.toArray(String[]::new);
    }

    /** Elements are never changed once they are out, so Flink need not copy them between steps. */
    private static void addForFlink(List<String> all, String parallelism) {
        addUnlessGiven(all, "objectReuse", "true");
        addUnlessGiven(all, "fasterCopy", "true");
        if (!RunnerChoice.of(all).isDistributed()) {
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
