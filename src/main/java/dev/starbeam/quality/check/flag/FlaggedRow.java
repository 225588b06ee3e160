package dev.starbeam.quality.check.flag;

/**
 * One row that one check flagged, as people need it.
 *
 * @param checkId the check
 * @param rule the rule's name, e.g. {@code zscore}
 * @param row the row's position in its batch
 * @param observed what the row has, e.g. {@code quantity = 80995}
 * @param expected what it should have
 * @param quarantined whether it is kept out of the published table
 */
public record FlaggedRow(String checkId, String rule, int row, String observed, String expected, boolean quarantined) {}
