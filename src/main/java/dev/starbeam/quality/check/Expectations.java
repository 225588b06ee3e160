package dev.starbeam.quality.check;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.check.CheckModel.AcceptedValues;
import dev.starbeam.model.check.CheckModel.Iqr;
import dev.starbeam.model.check.CheckModel.NonNegative;
import dev.starbeam.model.check.CheckModel.Range;
import dev.starbeam.model.check.CheckModel.References;
import dev.starbeam.model.check.CheckModel.RowCount;
import dev.starbeam.model.check.CheckModel.Rule;
import dev.starbeam.model.check.CheckModel.Unique;
import dev.starbeam.model.check.CheckModel.ZScore;
import dev.starbeam.words.Counted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a row should have, in words. */
final class Expectations {
    private Expectations() {}

    /** What every row should have by a row-level rule. */
    static String of(Rule rule, TableChecks table, Optional<IqrFences> fences) {
        if (rule instanceof Iqr iqr) {
            return iqr.column() + " " + of(table.schema().field(iqr.column()).type(), fences);
        } else if (rule instanceof ZScore zscore) {
            return of(zscore);
        } else if (rule instanceof NonNegative positive) {
            return positive.column() + " " + within("0", null);
        } else if (rule instanceof Range range) {
            return range.column() + " " + within(range.min(), range.max());
        } else if (rule instanceof AcceptedValues accepted) {
            return accepted.column() + " " + of(accepted);
        } else if (rule instanceof Unique unique) {
            return of(unique);
        }
        return rule instanceof References references ? ofReferences(table.judgedReferences(references)) : "";
    }

    static String of(ZScore rule) {
        return rule.column() + " less than " + rule.threshold().toPlainString() + " "
                + (rule.population() ? "population " : "") + "standard deviations from the mean of "
                + (rule.by() == null ? "all rows" : "its " + rule.by());
    }

    static String of(Unique rule) {
        return "no other row with the same " + String.join(", ", rule.columns());
    }

    static String of(ColumnType type, Optional<IqrFences> fences) {
        return fences.map(f -> "between " + Describe.number(type, f.lower()) + " and "
                        + Describe.number(type, f.upper()) + " (Q1 "
                        + Describe.number(type, f.quartiles().q1())
                        + ", Q3 " + Describe.number(type, f.quartiles().q3()) + ")")
                .orElse("a finite number");
    }

    /** The noun goes with the number before it: {@code between 0 and 1 row}. */
    static String of(RowCount rule) {
        Long min = rule.min();
        Long max = rule.max();
        String range = within(min == null ? null : Counted.number(min), max == null ? null : Counted.number(max));
        Long last = max == null ? min : max;
        return range + " " + Counted.noun(last == null ? 0 : last, "row");
    }

    static String within(@Nullable String min, @Nullable String max) {
        if (min == null) {
            return max == null ? "any value" : "at most " + max;
        }
        return max == null ? "at least " + min : "between " + min + " and " + max;
    }

    static String of(AcceptedValues rule) {
        return "one of " + String.join(", ", rule.values());
    }

    static String ofReferences(List<ReferenceModel> references) {
        return references.stream()
                .map(reference -> reference.column() + " is a member of " + reference.dimension())
                .collect(Collectors.joining(", "));
    }
}
