package dev.starbeam.quality.statistic;

import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.CheckModel.Iqr;
import dev.starbeam.model.check.CheckModel.NullRate;
import dev.starbeam.model.check.CheckModel.Rule;
import dev.starbeam.model.check.CheckModel.ZScore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which statistics a check judges by; checks of the same columns share them. */
public final class RequiredStates {
    private RequiredStates() {}

    /** The statistics of all checks, and the number of rows. */
    static Set<StateSpec> of(List<CheckModel> checks, Schema schema) {
        Set<StateSpec> specs = new LinkedHashSet<>();
        specs.add(new StateSpec.Rows());
        checks.forEach(check -> of(check.rule(), schema).ifPresent(specs::add));
        return specs;
    }

    private static Optional<StateSpec> of(Rule rule, Schema schema) {
        if (rule instanceof Iqr iqr) {
            return Optional.of(of(iqr, schema));
        }
        if (rule instanceof ZScore zscore) {
            return Optional.of(of(zscore, schema));
        }
        return rule instanceof NullRate rate ? Optional.of(of(rate, schema)) : Optional.empty();
    }

    public static StateSpec.Quantiles of(Iqr rule, Schema schema) {
        Field field = schema.field(rule.column());
        return new StateSpec.Quantiles(field.name(), field.type(), StateSpec.DISTINCT_LIMIT);
    }

    public static StateSpec.Moments of(ZScore rule, Schema schema) {
        Field field = schema.field(rule.column());
        String by = rule.by();
        return new StateSpec.Moments(
                field.name(), field.type(), by == null ? null : schema.field(by).name());
    }

    public static StateSpec.Nulls of(NullRate rule, Schema schema) {
        return new StateSpec.Nulls(schema.field(rule.column()).name());
    }
}
