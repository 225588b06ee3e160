package dev.starbeam.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What to generate. Equal settings give equal bytes, wherever {@code directory} is.
 *
 * @param orders rows of {@code raw_orders} (order lines) before duplicates and late updates are added
 * @param customers rows of {@code raw_customers} before such additions
 * @param products rows of {@code raw_products} before such additions
 * @param seed any number
 * @param dirt the share of rows that gets each kind, 0 to 1, together at most 1; a kind that is absent has rate 0. A
 *     kind that a table has no column for is left out there: customers, for one, have no numbers
 * @param after how many order lines came with earlier deliveries: these orders have numbers and days after theirs; 0 for
 *     the first
 * @param files into how many files the orders are cut; fewer when there are not rows enough
 * @param directory where to write
 */
public record GenerateSettings(
        long orders,
        int customers,
        int products,
        long seed,
        Map<DirtKind, Double> dirt,
        long after,
        int files,
        Path directory) {
    static final long MOST_ORDERS = 10_000_000_000L;
    static final int MOST_MEMBERS = 100_000_000;
    static final int MOST_FILES = 9_999;

    public GenerateSettings {
        List<String> mistakes = new ArrayList<>();
        checkRange("orders", orders, MOST_ORDERS, mistakes);
        checkRange("customers", customers, MOST_MEMBERS, mistakes);
        checkRange("products", products, MOST_MEMBERS, mistakes);
        if (after != 0) {
            checkRange("after", after, MOST_ORDERS, mistakes);
        }
        checkRange("files", files, MOST_FILES, mistakes);
        dirt.forEach((kind, rate) -> checkRate(kind, rate, mistakes));
        double sum = dirt.values().stream().mapToDouble(Double::doubleValue).sum();
        if (mistakes.isEmpty() && sum > 1) {
            mistakes.add(
                    "dirt: the rates add up to " + sum + ", expected at most 1, since a row gets one kind at most");
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidSettingsException(mistakes);
        }
        EnumMap<DirtKind, Double> kinds = new EnumMap<>(DirtKind.class);
        kinds.putAll(dirt);
        dirt = Collections.unmodifiableMap(kinds);
    }

    /**
     * Settings from the words of a command line: {@code orders} (required), {@code customers} (default: a tenth of the
     * orders), {@code products} (default: a hundredth, at most 10,000), {@code seed} (1), {@code dirt} (none; see
     * {@link DirtPreset#parse}), {@code after} (none), {@code files} (8), {@code out} ({@code out/generated}).
     *
     * @throws InvalidSettingsException with every mistake: unknown names with the nearest known one, bad numbers, bad
     *     rates
     */
    public static GenerateSettings parse(Map<String, String> words) {
        return new SettingsParser(words).parse();
    }

    /** The rate of one kind. */
    public double rate(DirtKind kind) {
        return dirt.getOrDefault(kind, 0.0);
    }

    private static void checkRange(String name, long value, long most, List<String> mistakes) {
        if (value < 1 || value > most) {
            mistakes.add(name + ": expected a number from 1 to " + most + ", got " + value);
        }
    }

    private static void checkRate(DirtKind kind, double rate, List<String> mistakes) {
        // Written so that NaN is refused too.
        if (!(rate >= 0 && rate <= 1)) {
            mistakes.add("dirt: expected a rate from 0 to 1 for " + kind.word() + ", got " + rate);
        }
    }
}
