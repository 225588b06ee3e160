package dev.starbeam.batch.hash;

import java.io.Serializable;
import java.security.SecureRandom;

/**
 * What {@link RowHash#keyed} is drawn by: two numbers that nobody knows before a run. To be drawn where a graph is put
 * together and carried to all workers, so that all of them, and every attempt, hash alike.
 */
public record HashSecret(long first, long second) implements Serializable {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Another one each time. */
    public static HashSecret draw() {
        return new HashSecret(KeyedHash.point(RANDOM.nextLong()), KeyedHash.point(RANDOM.nextLong()));
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "a secret";
    }
}
