package dev.starbeam.model.check;

/** What a failing check does. */
public enum Severity {
    /** It is reported. */
    WARN,
    /** The gate says no: nothing is published. */
    ERROR
}
