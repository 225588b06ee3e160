package dev.starbeam.model.check;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * One quality check on a fact's or dimension's columns: what every kind of check has.
 *
 * <p>A check that flags rows fails when the flagged share of the rows it judged is greater than {@code max}. Rows that
 * are quarantined are set aside before publishing, so with {@code on_failure: quarantine} {@code max} is 1 unless
 * declared, and 0 otherwise.
 *
 * @param id unique, e.g. {@code fact_orders.zscore(total_amount by product_id)}
 * @param table the fact or dimension it judges
 * @param rule what is judged
 * @param severity what a failure does
 * @param onFailure what happens to flagged rows
 * @param max the greatest share (0 to 1) of flagged rows that still passes
 */
public record CheckModel(String id, String table, Rule rule, Severity severity, OnFailure onFailure, BigDecimal max)
        implements Serializable {}
