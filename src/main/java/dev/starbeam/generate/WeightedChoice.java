package dev.starbeam.generate;

/** Draws an index with given weights in constant time (Walker's alias method, 1977). */
final class WeightedChoice {
    private final long[] keepBelow;
    private final int[] alias;

    private WeightedChoice(int size) {
        keepBelow = new long[size];
        alias = new int[size];
    }

    /** Popularity as in a shop: the weight of rank r is 1 / (r + 20)^0.9. */
    static WeightedChoice zipf(int size) {
        double[] weights = new double[size];
        for (int rank = 0; rank < size; rank++) {
            // StrictMath, since Math.pow may differ in the last bit between machines.
            weights[rank] = 1 / StrictMath.pow(rank + 20, 0.9);
        }
        return of(weights);
    }

    static WeightedChoice of(double... weights) {
        WeightedChoice choice = new WeightedChoice(weights.length);
        choice.fill(weights);
        return choice;
    }

    /** Columns with too little weight borrow the rest of their height from one with too much. */
    private void fill(double[] weights) {
        double mean = sum(weights) / weights.length;
        int[] order = new int[weights.length];
        int small = 0;
        int large = weights.length;
        double[] height = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            height[i] = weights[i] / mean;
            order[height[i] < 1 ? small++ : --large] = i;
        }
        while (small > 0 && large < order.length) {
            int poor = order[--small];
            int rich = order[large];
            keep(poor, height[poor], rich);
            height[rich] -= 1 - height[poor];
            if (height[rich] < 1) {
                large++;
                order[small++] = rich;
            }
        }
        while (small > 0) {
            keep(order[small - 1], 1, order[--small]);
        }
        for (; large < order.length; large++) {
            keep(order[large], 1, order[large]);
        }
    }

    private void keep(int index, double share, int other) {
        keepBelow[index] = (long) (share * (1L << 32));
        alias[index] = other;
    }

    int draw(Draws draws) {
        int index = draws.below(alias.length);
        return (draws.bits() >>> 32) < keepBelow[index] ? index : alias[index];
    }

    private static double sum(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        return total;
    }
}
