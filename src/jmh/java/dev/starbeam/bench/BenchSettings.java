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
    private static final Map<String, String> USUAL =
            Map.of("case", "1M", "pairs", "5", "scale", "1", "cache", "both", "keep", "false");

    static BenchSettings parse(String[] args) {
        Map<String, String> words = new TreeMap<>(USUAL);
        for (String arg : args) {
            String[] pair = (arg.equals("--keep") ? "--keep=true" : arg)
                    .replaceFirst("^--", "")
                    .split("=", 2);
            if (pair.length != 2 || !USUAL.containsKey(pair[0])) {
                throw new IllegalArgumentException(
                        "expected --case=, --pairs=, --scale=, --cache= or --keep; got " + arg);
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

    long scaled(long size) {
        return Math.max(1, Math.round(size * scale));
    }
}
