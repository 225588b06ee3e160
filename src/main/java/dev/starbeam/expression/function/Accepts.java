package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.ColumnType.Kind;

/** What a parameter takes. */
public enum Accepts {
    TEXT("text", ColumnType.TEXT),
    NUMBER("number", ColumnType.BIGINT),
    INTEGER("integer", ColumnType.BIGINT),
    BOOLEAN("boolean", ColumnType.BOOLEAN),
    TIME("date or timestamp", ColumnType.TIMESTAMP),
    ANY("any", ColumnType.TEXT),
    CONSTANT_TEXT("constant text", ColumnType.TEXT),
    CONSTANT_INTEGER("constant integer", ColumnType.BIGINT),
    /** A word such as {@code month}, bare or in quotes. */
    PART("date part", ColumnType.TEXT);

    private final String words;
    private final ColumnType forNull;

    Accepts(String words, ColumnType forNull) {
        this.words = words;
        this.forNull = forNull;
    }

    /** As written in signatures and messages. */
    public String words() {
        return words;
    }

    /** The type that the word NULL has here. */
    ColumnType forNull() {
        return forNull;
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
