package dev.starbeam.quality.check;

/** A rule that judges the table as a whole by its statistics and flags no row. */
public non-sealed interface TableRule extends JudgedRule {
    /** What it finds. */
    TableFinding judge(CheckScope check);

    /** Whether a table without a row is judged; else nothing is known of it. */
    default boolean judgesEmptyTables() {
        return false;
    }

    /**
     * What a rule found in a table.
     *
     * @param judged the rows it judged
     * @param flagged the rows at fault, 0 where none can be named
     * @param ofRows whether the flagged rows are a share of those judged
     * @param failed whether that is too many
     * @param observed what was found, in one sentence
     * @param expected what would have passed
     */
    record TableFinding(long judged, long flagged, boolean ofRows, boolean failed, String observed, String expected) {}
}
