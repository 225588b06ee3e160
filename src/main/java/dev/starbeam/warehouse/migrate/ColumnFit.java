package dev.starbeam.warehouse.migrate;

/** Whether values of a declared type can be kept in a column that is there. */
public enum ColumnFit {
    HOLDS,
    CAN_WIDEN,
    INCOMPATIBLE
}
