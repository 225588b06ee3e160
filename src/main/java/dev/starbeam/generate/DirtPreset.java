package dev.starbeam.generate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How much dirt: {@code none}, {@code light} (2.6% of rows), {@code heavy} (26%), or single kinds. */
public final class DirtPreset {
    private static final Map<DirtKind, Double> LIGHT = Map.ofEntries(
            Map.entry(DirtKind.PADDING, 0.005),
            Map.entry(DirtKind.CASE, 0.005),
            Map.entry(DirtKind.EMPTY, 0.002),
            Map.entry(DirtKind.BAD_NUMBER, 0.001),
            Map.entry(DirtKind.BAD_DATE, 0.001),
            Map.entry(DirtKind.DUPLICATE, 0.002),
            Map.entry(DirtKind.LATE_UPDATE, 0.005),
            Map.entry(DirtKind.ORPHAN, 0.002),
            Map.entry(DirtKind.OUTLIER, 0.0005),
            Map.entry(DirtKind.MISSING_REQUIRED, 0.0005),
            Map.entry(DirtKind.WRONG_TOTAL, 0.002));
    private static final int HEAVY_TIMES = 10;
    private static final List<String> PRESETS = List.of("none", "light", "heavy");

    private DirtPreset() {}

    /**
     * Reads presets and {@code kind=rate} between commas; later ones win: {@code light,orphan=0.05}.
     *
     * @param mistakes what could not be read is added here
     */
    static Map<DirtKind, Double> parse(String text, List<String> mistakes) {
        EnumMap<DirtKind, Double> rates = new EnumMap<>(DirtKind.class);
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                addPreset(part.strip(), rates, mistakes);
            } else {
                addKind(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip(),
                        rates,
                        mistakes);
            }
        }
        return rates;
    }

    private static void addPreset(String name, Map<DirtKind, Double> rates, List<String> mistakes) {
        switch (name) {
            case "none" -> rates.clear();
            case "light" -> rates.putAll(LIGHT);
            case "heavy" -> LIGHT.forEach((kind, rate) -> rates.put(kind, rate * HEAVY_TIMES));
            default -> {
                if (DirtKind.of(name).isPresent()) {
                    mistakes.add("dirt: " + name + " needs a rate, for example " + name + "=0.01");
                } else {
                    List<String> known = new ArrayList<>(PRESETS);
                    known.addAll(DirtKind.words());
                    mistakes.add("dirt: unknown amount or kind '" + name + "'" + Spelling.suggest(name, known));
                }
            }
        }
    }

    private static void addKind(String name, String rate, Map<DirtKind, Double> rates, List<String> mistakes) {
        DirtKind.of(name)
                .ifPresentOrElse(
                        kind -> rates.put(kind, rate(name, rate, mistakes)),
                        () -> mistakes.add(
                                "dirt: unknown kind '" + name + "'" + Spelling.suggest(name, DirtKind.words())));
    }

    private static double rate(String name, String rate, List<String> mistakes) {
        try {
            double value = Double.parseDouble(rate);
            if (!(value >= 0 && value <= 1)) {
                mistakes.add("dirt: expected a rate from 0 to 1 for " + name + ", got " + rate);
            }
            return value;
        } catch (NumberFormatException notNumber) {
            mistakes.add("dirt: expected a rate such as 0.01 for " + name + ", got '" + rate + "'");
            return 0;
        }
    }
}
