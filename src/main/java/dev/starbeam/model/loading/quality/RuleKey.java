package dev.starbeam.model.loading.quality;

import java.util.List;

/**
 * A key that a check takes.
 *
 * @param name the key
 * @param shape what may stand under it
 * @param meaning what it says, for people who write or read a declaration
 * @param required whether the check can't do without
 * @param choices the words that may stand there; empty when others may
 * @param otherwise what holds when it is absent, as people read it; empty when that needs no word
 */
public record RuleKey(
        String name, Shape shape, String meaning, boolean required, List<String> choices, String otherwise) {
    /** What may stand under a key. */
    public enum Shape {
        /** A name: of a table. */
        NAME,
        /** Text; numbers and flags are text too. */
        TEXT,
        /** A number greater than 0. */
        POSITIVE,
        /** A number from 0 to 1. */
        SHARE,
        /** A list of texts. */
        LIST,
        /** A list of at least one text. */
        FILLED_LIST,
        /** A SQL scalar expression. */
        EXPRESSION,
        /** One of some words. */
        CHOICE
    }

    public RuleKey {
        choices = List.copyOf(choices);
    }

    public static RuleKey required(String name, Shape shape, String meaning) {
        return new RuleKey(name, shape, meaning, true, List.of(), "");
    }

    /** @param otherwise what holds when it is absent */
    public static RuleKey optional(String name, Shape shape, String meaning, String otherwise) {
        return new RuleKey(name, shape, meaning, false, List.of(), otherwise);
    }

    /** @param choices the words; the first holds when the key is absent */
    public static RuleKey choice(String name, String meaning, String... choices) {
        return new RuleKey(name, Shape.CHOICE, meaning, false, List.of(choices), choices[0]);
    }

    /** The column that a check judges. */
    public static RuleKey column() {
        return required("column", Shape.TEXT, "The column judged");
    }
}
