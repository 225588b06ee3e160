package dev.starbeam.expression.kernel.logic;

/** The six comparisons, each as the set of signs of {@code compare(a, b)} for which it holds. */
public enum Relation {
    EQUAL("=", 0b010),
    NOT_EQUAL("<>", 0b101),
    LESS("<", 0b001),
    LESS_OR_EQUAL("<=", 0b011),
    GREATER(">", 0b100),
    GREATER_OR_EQUAL(">=", 0b110);

    private final String symbol;
    private final int signs;

    Relation(String symbol, int signs) {
        this.symbol = symbol;
        this.signs = signs;
    }

    public String symbol() {
        return symbol;
    }

    /** Whether the relation holds, given a comparison's sign: negative, zero or positive. */
    public boolean holds(int comparison) {
        return (signs >> (Integer.signum(comparison) + 1) & 1) != 0;
    }
}
