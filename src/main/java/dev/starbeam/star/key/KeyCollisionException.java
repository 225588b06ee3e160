package dev.starbeam.star.key;

/** Two different natural keys have one surrogate key: the dimension cannot be built without mixing members up. */
public final class KeyCollisionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyCollisionException(String dimension, long key, String one, String other) {
        super("the natural keys \"" + one + "\" and \"" + other + "\" of " + dimension + " have the same surrogate key "
                + key + "; change one of them in staging, for example by a prefix");
    }
}
