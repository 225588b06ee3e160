package dev.starbeam.generate;

import java.nio.charset.StandardCharsets;

/** What the lines of one order share: who, when, and how far it has come. Reused from order to order. */
final class OrderHead {
    static final byte[] PLACED = bytes("placed");
    static final byte[] SHIPPED = bytes("shipped");
    static final byte[] DELIVERED = bytes("delivered");
    static final byte[] CANCELLED = bytes("cancelled");
    static final byte[] RETURNED = bytes("returned");
    static final byte[] REFUNDED = bytes("refunded");

    /** Stands for a moment that has not come. */
    static final long NEVER = Long.MIN_VALUE;

    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;
    private static final WeightedChoice HOURS =
            WeightedChoice.of(2, 1, 1, 1, 1, 2, 4, 6, 9, 11, 12, 12, 13, 11, 10, 10, 11, 13, 15, 18, 20, 18, 12, 6);

    int customer;
    byte[] status = PLACED;
    long ordered;
    long shipped;
    long delivered;
    long updated;

    /** @param taken the second when the data was taken: nothing is newer */
    void draw(int customer, int day, long taken, Draws draws) {
        this.customer = customer;
        ordered = day * 86_400L + (long) HOURS.draw(draws) * HOUR + draws.below(HOUR);
        int fate = draws.below(100);
        if (fate < 4) {
            advance(CANCELLED, NEVER, NEVER, Math.min(ordered + draws.between(HOUR / 4, 2 * DAY), taken));
        } else {
            drawDelivery(fate < 10, taken, draws);
        }
    }

    /** Ordered ≤ shipped ≤ delivered ≤ updated ≤ the day the data was taken. */
    private void drawDelivery(boolean unwanted, long taken, Draws draws) {
        long sent = ordered + draws.between(3 * HOUR, 3 * DAY);
        long arrived = sent + draws.between(20 * HOUR, 8 * DAY);
        long sentBack = arrived + draws.between(DAY, 20 * DAY);
        if (sent > taken) {
            advance(PLACED, NEVER, NEVER, ordered);
        } else if (arrived > taken) {
            advance(SHIPPED, sent, NEVER, sent);
        } else if (unwanted && sentBack <= taken) {
            advance(RETURNED, sent, arrived, sentBack);
        } else {
            advance(DELIVERED, sent, arrived, arrived);
        }
    }

    /** Puts status and moments of the next step of this order, which comes {@code later} seconds later. */
    void putNextStep(int later, RowBuffer into) {
        long next = updated + later;
        if (status == PLACED) {
            put(SHIPPED, next, NEVER, next, into);
        } else if (status == SHIPPED) {
            put(DELIVERED, shipped, next, next, into);
        } else {
            put(status == DELIVERED ? RETURNED : REFUNDED, shipped, delivered, next, into);
        }
    }

    void putStep(RowBuffer into) {
        put(status, shipped, delivered, updated, into);
    }

    private void put(byte[] newStatus, long newShipped, long newDelivered, long newUpdated, RowBuffer into) {
        into.put(newStatus).end().timestamp(ordered).end();
        putMoment(newShipped, into);
        putMoment(newDelivered, into);
        into.timestamp(newUpdated).end();
    }

    private static void putMoment(long moment, RowBuffer into) {
        if (moment != NEVER) {
            into.timestamp(moment);
        }
        into.end();
    }

    private void advance(byte[] newStatus, long newShipped, long newDelivered, long newUpdated) {
        status = newStatus;
        shipped = newShipped;
        delivered = newDelivered;
        updated = newUpdated;
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
