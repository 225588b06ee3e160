package dev.starbeam.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Schema;
import dev.starbeam.expression.function.FunctionCatalog;
import dev.starbeam.expression.function.FunctionEntry;
import dev.starbeam.expression.kernel.ValueFaults;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example in the reference is what the function computes. */
class ExampleTest {
    @TestFactory
    Stream<DynamicTest> theExampleOfEveryFunctionHolds() {
        return FunctionCatalog.all().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.example(), () -> holds(entry)));
    }

    private static void holds(FunctionEntry entry) throws InvalidExpressionException {
        ColumnBatch row = new ColumnBatch(Schema.of(), 1, List.of());
        Expression expression = ExpressionCompiler.compile(entry.example(), Schema.of());
        String value = expression.evaluate(row, ValueFaults.IGNORED).display(0);
        boolean text =
                expression.type().equals(ColumnType.DOUBLE) || expression.type().equals(ColumnType.TIMESTAMP);
        assertThat(text ? asText(entry, row) : value).isEqualTo(entry.result());
    }

    /** Doubles and timestamps as SQL writes them. */
    private static String asText(FunctionEntry entry, ColumnBatch row) throws InvalidExpressionException {
        return ExpressionCompiler.compile("to_char(" + entry.example() + ")", Schema.of())
                .evaluate(row, ValueFaults.IGNORED)
                .display(0);
    }
}
