package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.ColumnType.Kind;

/** What a parameter takes. */
public enum Accepts {
    TEXT("text"),
    NUMBER("number"),
    INTEGER("integer"),
    BOOLEAN("boolean"),
    TIME("date or timestamp"),
    ANY("any"),
    CONSTANT_TEXT("constant text"),
    CONSTANT_INTEGER("constant integer"),
    /** A word such as {@code month}, bare or in quotes. */
    PART("date part");

    private final String words;

    Accepts(String words) {
        this.words = words;
    }

    /** As written in signatures and messages. */
    public String words() {
        return words;
    }

    /** The type that the word NULL has here. */
    ColumnType forNull() {
        return switch (this) {
            case NUMBER, INTEGER, CONSTANT_INTEGER -> ColumnType.BIGINT;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case TIME -> ColumnType.TIMESTAMP;
            case TEXT, ANY, CONSTANT_TEXT, PART -> ColumnType.TEXT;
        };
    }

    boolean accepts(ColumnType type) {
        return switch (this) {
            case TEXT, CONSTANT_TEXT, PART -> type.kind() == Kind.TEXT;
            case NUMBER -> type.isNumeric();
            case INTEGER, CONSTANT_INTEGER ->
                type.kind() == Kind.BIGINT || (type.kind() == Kind.DECIMAL && type.scale() == 0);
            case BOOLEAN -> type.kind() == Kind.BOOLEAN;
            case TIME -> type.kind() == Kind.DATE || type.kind() == Kind.TIMESTAMP;
            case ANY -> true;
        };
    }
}
