package dev.starbeam.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns words into settings, collecting every mistake before it gives up. */
final class SettingsParser {
    private static final List<String> NAMES =
            List.of("orders", "customers", "products", "seed", "dirt", "after", "files", "out");
    private static final int MOST_PRODUCTS_UNASKED = 10_000;

    private final Map<String, String> words;
    private final List<String> mistakes = new ArrayList<>();

    SettingsParser(Map<String, String> words) {
        this.words = words;
    }

    GenerateSettings parse() {
        words.keySet().stream().filter(name -> !NAMES.contains(name)).sorted().forEach(this::reportUnknown);
        if (!words.containsKey("orders")) {
            mistakes.add("orders: missing; say how many order lines to write, for example --orders=100000");
        }
        long orders = number("orders", 1, GenerateSettings.MOST_ORDERS);
        long customers = number("customers", Math.max(1, orders / 10), GenerateSettings.MOST_MEMBERS);
        long products = number("products", usualProducts(orders), GenerateSettings.MOST_MEMBERS);
        long seed = number("seed", 1, Long.MAX_VALUE);
        long after = number("after", 0, GenerateSettings.MOST_ORDERS);
        long files = number("files", 8, GenerateSettings.MOST_FILES);
        Map<DirtKind, Double> dirt = DirtPreset.parse(words.getOrDefault("dirt", "none"), mistakes);
        if (!mistakes.isEmpty()) {
            throw new InvalidSettingsException(mistakes);
        }
        Path out = Path.of(words.getOrDefault("out", "out/generated"));
        return new GenerateSettings(orders, (int) customers, (int) products, seed, dirt, after, (int) files, out);
    }

    private static long usualProducts(long orders) {
        return Math.max(1, Math.min(MOST_PRODUCTS_UNASKED, orders / 100));
    }

    private long number(String name, long usual, long most) {
        String word = words.get(name);
        if (word == null) {
            return Math.min(usual, most);
        }
        try {
            long value = Long.parseLong(word.replace("_", ""));
            if (value <= most && (value >= 1 || name.equals("seed"))) {
                return value;
            }
            mistakes.add(name + ": expected a number from 1 to " + most + ", got " + word);
        } catch (NumberFormatException notNumber) {
            mistakes.add(name + ": expected a whole number such as 100000, got '" + word + "'");
        }
        return 1;
    }

    private void reportUnknown(String name) {
        mistakes.add("unknown setting '" + name + "'" + Spelling.suggest(name, NAMES));
    }
}
