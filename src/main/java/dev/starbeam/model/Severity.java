package dev.starbeam.model;

/** What a failing check does. */
public enum Severity {
    /** It is reported. */
    WARN,
    /** The gate says no: nothing is published. */
    ERROR
}
