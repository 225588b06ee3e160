package dev.starbeam.model;

/** How the warehouse holds a dimension, fact or mart. */
public enum Materialization {
    /** As a table. */
    TABLE,
    /** As a view: of the published work table for dimensions and facts, of its query for a mart. */
    VIEW,
    /** Marts only: as a table that the warehouse keeps up to date by itself; where it can't, each run builds the table. */
    DYNAMIC_TABLE,
    /** Marts only: as a table of which a batch rebuilds the groups that its rows touch. */
    INCREMENTAL
}
