package dev.starbeam.quality.check;

/** A rule that says of each row whether it is at fault. */
public non-sealed interface RowRule extends JudgedRule {
    /** The judge of rows; its limits come from the statistics. */
    RowJudge judge(CheckScope check);

    /** What every row should have. */
    RowExpectation expectation(CheckScope check);

    /** Whether a few of the values at fault are kept to be named in remedies. */
    default boolean keepsExamples() {
        return false;
    }
}
