package dev.starbeam.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to measure.
 *
 * @param sizes order lines for DuckDB and the product
 * @param rowSizes order lines for the row version, whose cost a row is taken from the slope between them
 * @param repeat how often; medians are shown
 * @param only the cases: contenders in lower case, and {@code start} for short commands
 */
record BenchSettings(List<Long> sizes, List<Long> rowSizes, int repeat, List<String> only) {
    private static final Map<String, String> USUAL = Map.of(
            "sizes", "1000000,3000000,10000000",
            "row-sizes", "200000,1000000",
            "repeat", "3",
            "only", "duckdb,starbeam,gated,row,start");

    static BenchSettings parse(String[] args) {
        Map<String, String> words = new TreeMap<>(USUAL);
        for (String arg : args) {
            String[] pair = arg.replaceFirst("^--", "").split("=", 2);
            if (pair.length != 2 || !USUAL.containsKey(pair[0])) {
                throw new IllegalArgumentException(
                        "expected --name=value with one of " + USUAL.keySet() + ", got " + arg);
            }
            words.put(pair[0], pair[1]);
        }
        return new BenchSettings(
                numbers(words.get("sizes")),
                numbers(words.get("row-sizes")),
                Integer.parseInt(words.get("repeat")),
                List.of(words.get("only").toLowerCase(Locale.ROOT).split(",", -1)));
    }

    boolean wants(String name) {
        return only.contains(name.toLowerCase(Locale.ROOT));
    }

    List<Long> sizesOf(Contender contender) {
        return contender == Contender.ROW ? rowSizes : sizes;
    }

    private static List<Long> numbers(String list) {
        return Arrays.stream(list.split(",", -1)).map(Long::valueOf).sorted().toList();
    }
}
