package dev.starbeam.pushdown;

/**
 * Which rows a check judges and which of those are at fault.
 *
 * @param judged true of the rows there is something to say about
 * @param flagged true of the rows at fault; rows of which it is unknown are not
 */
public record RowTest(Condition judged, Condition flagged) {}
