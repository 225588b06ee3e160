package dev.starbeam.quality.check.result;

import java.io.Serializable;

/**
 * Where a check could not flag anything, whatever the values.
 *
 * @param powerlessRows the rows that no value could have made it flag
 * @param words what people are told of them; empty when there is none
 */
public record Power(long powerlessRows, String words) implements Serializable {
    /** Every row could have been flagged. */
    public static final Power FULL = new Power(0, "");
}
