package dev.starbeam.generate;

/**
 * Which part of the shop's orders is delivered: the first one, or a later one that goes on where others ended.
 *
 * @param first the number of its first order line; whole blocks lie before it
 * @param rows its order lines
 * @param days on how many days they were placed; 0 for the first delivery, which knows busy days and lazy ones
 */
record Delivery(long first, long rows, int days) {
    /** All days can be written, and late updates after them. */
    private static final int MOST_DAYS = 700;

    static Delivery of(GenerateSettings settings) {
        long after = settings.after();
        if (after == 0) {
            return new Delivery(0, settings.orders(), 0);
        }
        long blocks = (after + OrderLines.BLOCK - 1) / OrderLines.BLOCK;
        double days = (double) (Days.TAKEN_DAY - Days.OPENED_DAY) * settings.orders() / after;
        return new Delivery(
                blocks * OrderLines.BLOCK, settings.orders(), (int) Math.max(1, Math.min(MOST_DAYS, Math.round(days))));
    }

    /** The day on which the line after {@code placedBefore} others of this delivery was ordered. */
    int day(long placedBefore) {
        return days == 0 ? Days.busyDay(placedBefore, rows) : Days.TAKEN_DAY + (int) (days * placedBefore / rows);
    }

    /** The second when the data was taken. */
    long taken() {
        return Days.TAKEN_SECOND + days * 86_400L;
    }

    /** How many customers there are by then; all, in a later delivery. */
    int joined(int customers, long placedBefore) {
        return days == 0 ? Customers.joined(customers, placedBefore, rows) : customers;
    }
}
