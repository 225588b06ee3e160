package dev.starbeam.fuzz;

import java.util.Random;

/** Damages a file. */
interface Mutation {
    /** Another content, or the same where there is nothing to damage; the same for a random source of the same seed. */
    byte[] of(byte[] content, Random random);
}
