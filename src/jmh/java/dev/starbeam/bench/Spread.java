package dev.starbeam.bench;

import java.util.List;
import java.util.Locale;

/**
 * A figure that was taken several times.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param least the least
 * @param most the greatest
 */
record Spread(double median, double least, double most) {
    static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** {@code 1.05 (0.98–1.20)}, or a dash when there is no figure. */
    String text(String format) {
        if (Double.isNaN(median)) {
            return "–";
        }
        String range = least == most ? "" : " (" + text(format, least) + "–" + text(format, most) + ")";
        return text(format, median) + range;
    }

    private static String text(String format, double figure) {
        return String.format(Locale.ROOT, format, figure);
    }
}
