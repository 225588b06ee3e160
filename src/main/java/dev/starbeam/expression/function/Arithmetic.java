package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.number.DecimalArithmetic;
import dev.starbeam.expression.kernel.number.DoubleArithmetic;
import dev.starbeam.expression.kernel.number.WideArithmetic;
import dev.starbeam.expression.tree.Node;
import dev.starbeam.expression.tree.WideNode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operators on two numbers: in doubles where one is a double, else exact. */
enum Arithmetic {
    ADD(NumericTypes::sum, WideArithmetic.ADD, DecimalArithmetic::add, DoubleArithmetic::add),
    SUBTRACT(NumericTypes::sum, WideArithmetic.SUBTRACT, DecimalArithmetic::subtract, DoubleArithmetic::subtract),
    MULTIPLY(NumericTypes::product, WideArithmetic.MULTIPLY, DecimalArithmetic::multiply, DoubleArithmetic::multiply),
    DIVIDE(NumericTypes::quotient, WideArithmetic.DIVIDE, DecimalArithmetic::divide, DoubleArithmetic::divide),
    /** Of columns: a remainder is never wider than its operands. */
    MODULO(NumericTypes::remainder, null, DecimalArithmetic::modulo, DoubleArithmetic::modulo),
    /** Of 0 and the number. */
    NEGATE(
            (zero, number) -> NumericTypes.negation(number),
            WideArithmetic.SUBTRACT,
            DecimalArithmetic::subtract,
            DoubleArithmetic::subtract);

    private final BiFunction<Node, Node, NumericTypes.Exact> typing;
    private final @Nullable WideArithmetic wide;
    private final Function<ColumnType, Kernel> decimals;
    private final Kernel doubles;

    Arithmetic(
            BiFunction<Node, Node, NumericTypes.Exact> typing,
            @Nullable WideArithmetic wide,
            Function<ColumnType, Kernel> decimals,
            Kernel doubles) {
        this.typing = typing;
        this.wide = wide;
        this.decimals = decimals;
        this.doubles = doubles;
    }

    Node of(BoundCall call) {
        Node a = call.node(0);
        Node b = call.node(1);
        if (a.type().equals(ColumnType.DOUBLE) || b.type().equals(ColumnType.DOUBLE)) {
            Node x = Conversions.as(a, ColumnType.DOUBLE);
            return call.with(List.of(x, Conversions.as(b, ColumnType.DOUBLE))).applyChecked(ColumnType.DOUBLE, doubles);
        }
        NumericTypes.Exact exact = typing.apply(a, b);
        boolean ofWide = a instanceof WideNode || b instanceof WideNode;
        if (wide == null || (!exact.isWide() && !ofWide)) {
            return call.applyChecked(exact.type(), decimals.apply(exact.type()));
        }
        boolean direct = !ofWide && exact.type().scale() == exact.scale();
        return new WideNode(
                wide,
                a,
                b,
                exact.precision(),
                exact.scale(),
                exact.type(),
                direct ? decimals.apply(exact.type()) : null);
    }
}
