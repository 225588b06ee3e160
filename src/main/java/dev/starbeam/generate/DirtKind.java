package dev.starbeam.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with a row. A row has at most one kind, so that counts per kind are exact and add up. */
public enum DirtKind {
    /** Spaces before or after a value. */
    PADDING("spaces around a value"),
    /** Upper case where lower is usual, or the other way round. */
    CASE("a value in another case"),
    /** An optional value is empty or blank. */
    EMPTY("an optional value is empty or blank"),
    /** Text where a number belongs. */
    BAD_NUMBER("a number that cannot be read"),
    /** Text, or a day that does not exist, where a timestamp belongs. */
    BAD_DATE("a date that cannot be read"),
    /** The same row a second time, byte for byte, right behind the first. */
    DUPLICATE("the same row twice"),
    /** The same key again in another file, with newer {@code updated_at} and other values. */
    LATE_UPDATE("the same key again, newer"),
    /** An order of a customer or product that does not exist. */
    ORPHAN("a reference to nothing"),
    /** A quantity a thousand times too large, with the total to match. */
    OUTLIER("quantity times 1000"),
    /** A value without which a row cannot be used is empty. */
    MISSING_REQUIRED("a required value is empty"),
    /** {@code total_amount} is not quantity times unit price. */
    WRONG_TOTAL("a total that is off");

    private final String meaning;

    DirtKind(String meaning) {
        this.meaning = meaning;
    }

    /** As written in settings and reports, e.g. {@code late_update}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In a few words. */
    public String meaning() {
        return meaning;
    }

    static Optional<DirtKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(DirtKind::word).toList();
    }
}
