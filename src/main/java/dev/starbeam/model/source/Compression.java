package dev.starbeam.model.source;

/** How files are declared to be packed. */
public enum Compression {
    /** As their first bytes say. */
    AUTO,
    /** Not at all, whatever their bytes look like. */
    NONE,
    GZIP,
    ZSTD,
    BZIP2
}
