package dev.starbeam.reject;

/** Why a row was rejected: a closed list that summaries count by. */
public enum RejectReason {
    /** The record has more fields than the header. */
    TOO_MANY_FIELDS,
    /** The record has fewer fields than the header. */
    TOO_FEW_FIELDS,
    /** A quoted field is not closed, or goes on after its closing quote. */
    MALFORMED_QUOTES,
    /** Bytes that are not text in the declared encoding. */
    MALFORMED_TEXT,
    /** The record is larger than the declared limit. */
    RECORD_TOO_LARGE,
    /** The compressed file ended or broke in the middle of the record. */
    UNREADABLE,
    /** A required column is NULL. */
    REQUIRED_COLUMN_NULL,
    /** An expression has no value for the row: overflow, division by zero, a failed cast. */
    INVALID_VALUE,
    /** No row of the looked-up entity has the key. */
    LOOKUP_UNMATCHED,
    /** A reference to a dimension member that does not exist. */
    ORPHAN
}
