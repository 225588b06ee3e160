package dev.starbeam.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to measure, and how often.
 *
 * @param cases names of cases
 * @param pairs how often ours and the baseline run in turn
 * @param scale what the cases' sizes are multiplied by, to try a case out
 * @param caches states of the page cache to start from
 * @param keep whether generated data stays
 */
record BenchSettings(List<String> cases, int pairs, double scale, List<PageCache> caches, boolean keep) {
    private static final int PAIRS_OF_LARGE = 3;
    private static final Map<String, String> USUAL =
            Map.of("case", "1M", "pairs", "5", "scale", "1", "cache", "both", "keep", "false");

    private static final Map<String, String> SHORT = Map.of("--keep", "--keep=true", "--all", "--case=all");

    static BenchSettings parse(String[] args) {
        Map<String, String> words = new TreeMap<>(USUAL);
        for (String arg : args) {
            String[] pair = SHORT.getOrDefault(arg, arg).replaceFirst("^--", "").split("=", 2);
            if (pair.length != 2 || !USUAL.containsKey(pair[0])) {
                throw new IllegalArgumentException(
                        "expected --all, --case=, --pairs=, --scale=, --cache= or --keep; got " + arg);
            }
            words.put(pair[0], pair[1]);
        }
        return new BenchSettings(
                List.of(words.get("case").split(",", -1)),
                Integer.parseInt(words.get("pairs")),
                Double.parseDouble(words.get("scale")),
                PageCache.named(words.get("cache")),
                Boolean.parseBoolean(words.get("keep")));
    }

    /** The same, for a case of which each run takes minutes. */
    BenchSettings forLarge() {
        List<PageCache> warm = caches.contains(PageCache.WARM) ? List.of(PageCache.WARM) : caches;
        return new BenchSettings(cases, Math.min(pairs, PAIRS_OF_LARGE), scale, warm, keep);
    }

    long scaled(long size) {
        return Math.max(1, Math.round(size * scale));
    }
}
