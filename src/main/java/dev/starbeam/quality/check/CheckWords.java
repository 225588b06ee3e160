package dev.starbeam.quality.check;

/**
 * What the documentation says of one kind of check; its tables are made of these.
 *
 * @param example a declaration of one, as it stands in a list of checks
 * @param judges what it judges, in a few words
 * @param failsWhen when a row is flagged, or the table fails
 * @param spared the rows that are not judged; empty for none
 * @param pushdown what the warehouse computes in an audit
 */
public record CheckWords(String example, String judges, String failsWhen, String spared, String pushdown) {}
