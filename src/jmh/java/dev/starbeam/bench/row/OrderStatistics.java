package dev.starbeam.bench.row;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.values.Row;

/** What flags need to know of all rows: how often each quantity occurs, and the moments of totals per product. */
final class OrderStatistics implements Serializable {
    private final TreeMap<Long, Long> quantities = new TreeMap<>();
    private final HashMap<String, double[]> moments = new HashMap<>();

    OrderStatistics add(Row row) {
        Long quantity = row.getInt64(OrderSchema.QUANTITY);
        if (quantity != null) {
            quantities.merge(quantity, 1L, Long::sum);
        }
        Long total = row.getInt64(OrderSchema.TOTAL_AMOUNT);
        if (total != null) {
            double[] sums = moments.computeIfAbsent(row.getString(OrderSchema.PRODUCT_ID), product -> new double[3]);
            sums[0]++;
            sums[1] += total;
            sums[2] += (double) total * total;
        }
        return this;
    }

    OrderStatistics add(OrderStatistics other) {
        other.quantities.forEach((quantity, count) -> quantities.merge(quantity, count, Long::sum));
        other.moments.forEach((product, sums) -> {
            double[] mine = moments.computeIfAbsent(product, p -> new double[3]);
            for (int i = 0; i < mine.length; i++) {
                mine[i] += sums[i];
            }
        });
        return this;
    }

    /** Tukey's fences, low and high. */
    double[] fences() {
        double low = quantile(0.25);
        double high = quantile(0.75);
        return new double[] {low - 1.5 * (high - low), high + 1.5 * (high - low)};
    }

    private double quantile(double share) {
        long count = quantities.values().stream().mapToLong(Long::longValue).sum();
        double rank = share * (count - 1);
        double below = at((long) Math.floor(rank));
        return below + (rank - Math.floor(rank)) * (at((long) Math.ceil(rank)) - below);
    }

    private double at(long rank) {
        long seen = 0;
        for (Map.Entry<Long, Long> quantity : quantities.entrySet()) {
            seen += quantity.getValue();
            if (seen > rank) {
                return quantity.getKey();
            }
        }
        return Double.NaN;
    }

    boolean isFarFromMean(Row row) {
        Long total = row.getInt64(OrderSchema.TOTAL_AMOUNT);
        double[] sums = moments.get(row.getString(OrderSchema.PRODUCT_ID));
        if (total == null || sums == null || sums[0] < 2) {
            return false;
        }
        double mean = sums[1] / sums[0];
        double variance = (sums[2] - sums[0] * mean * mean) / (sums[0] - 1);
        return variance > 0 && Math.abs(total - mean) >= 3 * Math.sqrt(variance);
    }
}
