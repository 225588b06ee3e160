package dev.starbeam.quality.check.result;

/** How a check ended. */
public enum CheckStatus {
    /** What was observed is as expected. */
    PASS,
    /** It is not, and the check's severity is {@code warn}. */
    WARN,
    /** It is not, and the check's severity is {@code error}: the gate says no. */
    FAIL,
    /** Rows that are not as expected are held back for review, and no more than the check allows. */
    HELD,
    /** There was no row to judge, so nothing is known; the gate does not mind. */
    NOT_JUDGED
}
