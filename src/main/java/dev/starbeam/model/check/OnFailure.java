package dev.starbeam.model.check;

/** What happens to the rows that a row-level check flags. */
public enum OnFailure {
    /** They are published, and listed. */
    KEEP,
    /** They are left out of the published table and kept in {@code quality.quarantined_rows}. */
    QUARANTINE
}
