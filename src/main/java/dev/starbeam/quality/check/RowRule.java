package dev.starbeam.quality.check;

/** A rule that says of each row whether it is at fault. */
public non-sealed interface RowRule extends JudgedRule {
    /** The judge of rows; its limits come from the statistics. */
    RowJudge judge(CheckScope check);

    /** What every row should have, in words. */
    String expectation(CheckScope check);

    /** Whether a few of the values at fault are kept to be named in remedies. */
    default boolean keepsExamples() {
        return false;
    }

    /** Where it could not have flagged anything, whatever the values. */
    default Power power(CheckScope check) {
        return Power.FULL;
    }

    /** The share of ranks by which its limits may be off, 0 when they are exact. */
    default double rankError(CheckScope check) {
        return 0;
    }
}
