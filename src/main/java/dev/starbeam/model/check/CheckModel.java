package dev.starbeam.model.check;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One quality check on a fact's or dimension's columns.
 *
 * <p>A row-level check ({@link Rule#flagsRows}) flags rows; it fails when the flagged share of the rows it judged is
 * greater than {@code max}. Rows that are quarantined are set aside before publishing, so with
 * {@code on_failure: quarantine} {@code max} is 1 unless declared, and 0 otherwise.
 *
 * @param id unique, e.g. {@code fact_orders.zscore(total_amount by product_id)}
 * @param table the fact or dimension it judges
 * @param rule what is judged
 * @param severity what a failure does
 * @param onFailure what happens to flagged rows
 * @param max the greatest share (0 to 1) of flagged rows that still passes
 */
public record CheckModel(String id, String table, Rule rule, Severity severity, OnFailure onFailure, BigDecimal max)
        implements Serializable {

    /** What a check judges. */
    public sealed interface Rule extends Serializable {
        /** The column judged, if it is one column. */
        default Optional<String> judgedColumn() {
            return Optional.empty();
        }

        /** Whether the rule says of each row whether it is at fault. */
        default boolean flagsRows() {
            return true;
        }
    }

    /** Outside Q1 − factor·IQR … Q3 + factor·IQR (Tukey's fences; type 7 quartiles). NULL is not judged. */
    public record Iqr(String column, BigDecimal factor) implements Rule {
        @Override
        public Optional<String> judgedColumn() {
            return Optional.of(column);
        }
    }

    /**
     * |x − mean| ≥ threshold · s within the rows that share {@code by} ({@code null}: all rows); decided exactly. NULL
     * x, or a NULL key, is not judged.
     */
    public record ZScore(String column, @Nullable String by, BigDecimal threshold, boolean population) implements Rule {
        @Override
        public Optional<String> judgedColumn() {
            return Optional.of(column);
        }
    }

    /**
     * The fact's references to dimension members exist; {@code columns} empty means all references. With
     * {@code on_failure: keep} orphans follow the reference's own policy.
     */
    public record References(List<String> columns) implements Rule {}

    /** The share of NULLs in {@code column} is at most {@code maxRate}. */
    public record NullRate(String column, BigDecimal maxRate) implements Rule {
        @Override
        public Optional<String> judgedColumn() {
            return Optional.of(column);
        }

        @Override
        public boolean flagsRows() {
            return false;
        }
    }

    /** x ≥ 0; NULL passes. */
    public record NonNegative(String column) implements Rule {
        @Override
        public Optional<String> judgedColumn() {
            return Optional.of(column);
        }
    }

    /** No two rows share the values of {@code columns}; a row with a NULL among them is not judged. */
    public record Unique(List<String> columns) implements Rule {}

    /** The value, as text, is one of {@code values}; NULL passes. */
    public record AcceptedValues(String column, List<String> values) implements Rule {
        @Override
        public Optional<String> judgedColumn() {
            return Optional.of(column);
        }
    }

    /** min ≤ x ≤ max, either may be open; bounds are literals of the column's type; NULL passes. */
    public record Range(
            String column, @Nullable String min, @Nullable String max) implements Rule {
        @Override
        public Optional<String> judgedColumn() {
            return Optional.of(column);
        }
    }

    /** min ≤ number of rows ≤ max, either may be open. */
    public record RowCount(@Nullable Long min, @Nullable Long max) implements Rule {
        @Override
        public boolean flagsRows() {
            return false;
        }
    }
}
