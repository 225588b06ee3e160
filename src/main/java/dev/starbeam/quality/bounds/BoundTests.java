package dev.starbeam.quality.bounds;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.Operand;
import dev.starbeam.pushdown.RowTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks of single values as tests, for a warehouse that counts rows where they are. No check over a double can be said
 * in literals.
 */
public final class BoundTests {
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long MICROS_A_DAY = 86_400_000_000L;

    private BoundTests() {}

    /** True of the values of a column backed by longs that are out of bounds. */
    public static RowTest within(Field field, LongBounds bounds) {
        long least = switch (field.type().kind()) {
            case DATE -> FIRST_DAY;
            case TIMESTAMP -> FIRST_DAY * MICROS_A_DAY;
            default -> Long.MIN_VALUE;
        };
        long greatest = switch (field.type().kind()) {
            case DATE -> LAST_DAY;
            case TIMESTAMP -> (LAST_DAY + 1) * MICROS_A_DAY - 1;
            default -> Long.MAX_VALUE;
        };
        if (bounds.min() > bounds.max() || bounds.min() > greatest || bounds.max() < least) {
            return among(field, List.of());
        }
        ColumnType type = field.type();
        return beyond(
                field,
                bounds.min() <= least ? null : LongColumn.display(type, bounds.min()),
                bounds.max() >= greatest ? null : LongColumn.display(type, bounds.max()));
    }

    /** True of the values below {@code min} and above {@code max}, literals of the column. */
    private static RowTest beyond(Field field, @Nullable String min, @Nullable String max) {
        Operand value = new Operand.Column(field);
        List<Condition> faults = new ArrayList<>();
        if (min != null) {
            faults.add(new Condition.Comparison(value, Condition.Operator.LESS, literal(field, min)));
        }
        if (max != null) {
            faults.add(new Condition.Comparison(value, Condition.Operator.GREATER, literal(field, max)));
        }
        return testOf(field, faults.isEmpty() ? Condition.NEVER : new Condition.AnyOf(faults));
    }

    /** True of the values that are none of those accepted, literals of the column. */
    public static RowTest among(Field field, List<String> accepted) {
        Condition present = new Condition.Not(new Condition.IsNull(new Operand.Column(field)));
        return accepted.isEmpty()
                ? testOf(field, present)
                : testOf(
                        field,
                        new Condition.Not(new Condition.Membership(
                                new Operand.Column(field),
                                accepted.stream()
                                        .map(value -> literal(field, value))
                                        .toList())));
    }

    private static RowTest testOf(Field field, Condition flagged) {
        return new RowTest(new Condition.Not(new Condition.IsNull(new Operand.Column(field))), flagged);
    }

    private static Operand.Literal literal(Field field, String text) {
        return new Operand.Literal(field.type(), text);
    }
}
