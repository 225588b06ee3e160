package dev.starbeam.expression.function;

import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.expression.syntax.Term;
import dev.starbeam.expression.tree.ColumnNode;
import dev.starbeam.words.NearestName;
import java.util.ArrayList;
import java.util.List;

/** Finds columns by name, and remembers which an expression reads. Used for one expression. */
public final class Scope {
    private final Schema schema;
    private final List<Field> read = new ArrayList<>();

    public Scope(Schema schema) {
        this.schema = schema;
    }

    /** The columns read, in the order of their slots. */
    public List<Field> read() {
        return List.copyOf(read);
    }

    /**
     * The column of that name: exactly, or, unless the name is in quotes, the only one that differs in case alone.
     */
    ColumnNode column(Term.Name name) {
        Field field = schema.find(name.text()).orElseGet(() -> ignoringCase(name));
        int slot = read.indexOf(field);
        if (slot < 0) {
            slot = read.size();
            read.add(field);
        }
        return new ColumnNode(slot, field.name(), field.type());
    }

    private Field ignoringCase(Term.Name name) {
        List<Field> alike = name.quoted()
                ? List.of()
                : schema.fields().stream()
                        .filter(field -> field.name().equalsIgnoreCase(name.text()))
                        .toList();
        if (alike.size() == 1) {
            return alike.get(0);
        }
        if (alike.size() > 1) {
            throw new MistakenCall(
                    -1,
                    "\"" + name.text() + "\" could be "
                            + String.join(
                                    " or ", alike.stream().map(Field::name).toList())
                            + "; put the one you mean in quotes");
        }
        String nearest = NearestName.of(name.text(), schema.names())
                .map(known -> "; did you mean " + known + "?")
                .orElse(";");
        throw new MistakenCall(
                -1, "no column \"" + name.text() + "\"" + nearest + " There are " + String.join(", ", schema.names()));
    }
}
