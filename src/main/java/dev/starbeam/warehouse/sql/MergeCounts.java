package dev.starbeam.warehouse.sql;

/**
 * What became of a batch's rows; the others changed nothing.
 *
 * @param inserted had a key that was not published
 * @param replaced changed or deleted a published row
 */
public record MergeCounts(long inserted, long replaced) {}
