package dev.starbeam.pushdown;

import java.io.Serializable;
import java.util.List;

/**
 * A condition over the columns of one row, without an engine: the warehouse prints it. It is true, false or unknown, by
 * SQL's three-valued logic. Whoever builds one keeps to what every engine decides alike: columns compared are of one
 * type and no double is among them.
 */
public sealed interface Condition extends Serializable {
    /** True of every row. */
    Condition ALWAYS = new Constant(true);

    /** True of no row. */
    Condition NEVER = new Constant(false);

    /** The same answer for every row. */
    record Constant(boolean answer) implements Condition {}

    /** What is true where a condition is false, false where it is true, and unknown where it is. */
    static Condition negated(Condition condition) {
        if (condition instanceof Constant constant) {
            return new Constant(!constant.answer());
        } else if (condition instanceof Comparison comparison) {
            return new Comparison(comparison.left(), comparison.operator().opposite(), comparison.right());
        } else if (condition instanceof Not not) {
            return not.condition();
        } else if (condition instanceof AllOf all) {
            return new AnyOf(all.conditions().stream().map(Condition::negated).toList());
        } else if (condition instanceof AnyOf any) {
            return new AllOf(any.conditions().stream().map(Condition::negated).toList());
        }
        return new Not(condition);
    }

    /** How two operands are compared. Texts compare by their UTF-8 bytes. */
    enum Operator {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** What holds where this doesn't, of values that are there. */
        Operator opposite() {
            return switch (this) {
                case EQUAL -> NOT_EQUAL;
                case NOT_EQUAL -> EQUAL;
                case LESS -> AT_LEAST;
                case AT_MOST -> GREATER;
                case GREATER -> AT_MOST;
                case AT_LEAST -> LESS;
            };
        }

        /** As SQL writes it. */
        public String symbol() {
            return symbol;
        }
    }

    /** Unknown where an operand is NULL. */
    record Comparison(Operand left, Operator operator, Operand right) implements Condition {}

    /** Whether the operand is one of the literals, of which there is at least one; unknown where it is NULL. */
    record Membership(Operand value, List<Operand.Literal> literals) implements Condition {
        public Membership {
            literals = List.copyOf(literals);
            if (literals.isEmpty()) {
                throw new IllegalArgumentException("a list of no value has no member");
            }
        }
    }

    /** Whether the operand is NULL; never unknown. */
    record IsNull(Operand value) implements Condition {}

    /** Unknown where the condition is. */
    record Not(Condition condition) implements Condition {}

    /** True where each of the conditions is. */
    record AllOf(List<Condition> conditions) implements Condition {
        public AllOf {
            conditions = List.copyOf(conditions);
        }
    }

    /** True where one of the conditions is. */
    record AnyOf(List<Condition> conditions) implements Condition {
        public AnyOf {
            conditions = List.copyOf(conditions);
        }
    }
}
