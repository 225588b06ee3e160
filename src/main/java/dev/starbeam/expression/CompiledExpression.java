package dev.starbeam.expression;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.expression.kernel.ValueFaults;
import dev.starbeam.expression.tree.Frame;
import dev.starbeam.expression.tree.Node;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A tree of kernels over named columns.
 *
 * @param fields the columns read, in the order of the tree's slots
 */
record CompiledExpression(String sql, List<Field> fields, Node root, boolean imputes) implements Expression {
    CompiledExpression {
        fields = List.copyOf(fields);
    }

    @Override
    public ColumnType type() {
        return root.type();
    }

    @Override
    public Set<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        fields.forEach(field -> names.add(field.name()));
        return Collections.unmodifiableSet(names);
    }

    @Override
    public Column evaluate(ColumnBatch batch, ValueFaults faults) {
        Column[] columns = new Column[fields.size()];
        for (int i = 0; i < columns.length; i++) {
            Field field = fields.get(i);
            columns[i] = batch.column(field.name());
            if (!columns[i].type().equals(field.type())) {
                throw new IllegalArgumentException("\"" + sql + "\" was compiled for " + field.name() + " "
                        + field.type() + ", but the batch's is " + columns[i].type());
            }
        }
        return root.evaluate(Frame.of(batch.rows(), columns, faults));
    }
}
