package dev.starbeam.warehouse.sql;

/** Whether values of a declared type can be kept in a column that is there. */
public enum ColumnFit {
    HOLDS,
    CAN_WIDEN,
    INCOMPATIBLE
}
