package dev.starbeam.model;

import java.io.Serializable;
import java.util.List;

/**
 * Which of several staged rows lives on. Ties go to the row that was read first: smallest file name (by code point),
 * then smallest offset. The others are filtered, counted as {@code duplicate} or {@code superseded}.
 */
public sealed interface Deduplication extends Serializable {
    /** Every row lives. */
    record None() implements Deduplication {}

    /** Of rows that are equal in every staged column, NULLs being equal, the first lives. */
    record ExactDuplicates() implements Deduplication {}

    /**
     * Of rows with equal keys, the one with the greatest {@code by} lives; NULL is less than any value.
     *
     * @param keys the natural key; a NULL in it equals another NULL
     * @param by a bigint, decimal, date or timestamp column
     */
    record KeepLatest(List<String> keys, String by) implements Deduplication {}
}
