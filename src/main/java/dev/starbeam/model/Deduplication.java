package dev.starbeam.model;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Which of several staged rows is kept. Ties go to the row that was read last: greatest file name (by code point),
 * then greatest offset, as of two batches the later counts. The others are filtered, counted as {@code duplicate} or {@code superseded}.
 */
public sealed interface Deduplication extends Serializable {
    /** Whether any row may be superseded. */
    default boolean isDeclared() {
        return true;
    }

    /** The columns by which rows supersede one another, of an entity with the columns {@code all}. */
    default List<String> keys(List<String> all) {
        return all;
    }

    /** The column that orders rows with equal keys; without one the last read is kept. */
    default Optional<String> rankedBy() {
        return Optional.empty();
    }

    /** What superseded rows are counted as. */
    default String filterName() {
        return "duplicate";
    }

    /** Every row is kept. */
    record None() implements Deduplication {
        @Override
        public boolean isDeclared() {
            return false;
        }
    }

    /** Of rows that are equal in every staged column, NULLs being equal, the last is kept. */
    record ExactDuplicates() implements Deduplication {}

    /**
     * Of rows with equal keys, the one with the greatest {@code by} is kept; NULL is less than any value.
     *
     * @param keys the natural key; a NULL in it equals another NULL
     * @param by a bigint, decimal, date or timestamp column
     */
    record KeepLatest(List<String> keys, String by) implements Deduplication {
        @Override
        public List<String> keys(List<String> all) {
            return keys;
        }

        @Override
        public Optional<String> rankedBy() {
            return Optional.of(by);
        }

        @Override
        public String filterName() {
            return "superseded";
        }
    }
}
