package dev.starbeam.pushdown;

/**
 * How many rows there was something to say about, and how many of them are at fault.
 *
 * @param judged rows without the NULLs that exempt from judgement
 * @param flagged rows at fault
 */
public record JudgedRows(long judged, long flagged) {}
