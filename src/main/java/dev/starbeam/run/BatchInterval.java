package dev.starbeam.run;

import dev.starbeam.expression.Expression;
import dev.starbeam.expression.ExpressionCompiler;
import dev.starbeam.expression.InvalidExpressionException;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.FilterModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.StagingModel;
import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * The days that a batch is about: staged rows of other days, and of none, are filtered as {@code outside_interval}.
 *
 * @param from the first day
 * @param to the day after the last
 */
public record BatchInterval(LocalDate from, LocalDate to) {
    private static final String FILTER = "outside_interval";

    /** @throws IllegalArgumentException when there is no day in it */
    public BatchInterval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "--from=" + from + " --to=" + to + " has no day in it: --to is the day after the last");
        }
    }

    /**
     * The model with the interval as a filter of each staged entity that declares one.
     *
     * @throws IllegalArgumentException when none does, or when a fact without grain would get rows a second time
     */
    public PipelineModel within(PipelineModel model) {
        if (model.staging().stream().allMatch(staging -> staging.interval() == null)) {
            throw new IllegalArgumentException("--from and --to need a staged entity with an interval: name its date or"
                    + " timestamp column in pipeline.yaml, e.g. interval: ordered_at");
        }
        for (FactModel fact : model.facts()) {
            if (fact.grain().isEmpty()) {
                throw new IllegalArgumentException(
                        "fact " + fact.name() + " has no grain, so that rows published before"
                                + " would be there twice; declare its grain, or leave out --from and --to");
            }
        }
        return new PipelineModel(
                model.name(),
                model.fingerprint(),
                model.sources(),
                model.staging().stream().map(this::bounded).toList(),
                model.dimensions(),
                model.dateDimension(),
                model.facts(),
                model.checks(),
                model.marts(),
                model.warehouses(),
                model.losses());
    }

    private StagingModel bounded(StagingModel staging) {
        String column = staging.interval();
        if (column == null) {
            return staging;
        }
        FilterModel outside = new FilterModel(FILTER, condition(staging, column));
        return new StagingModel(
                staging.name(),
                staging.from(),
                staging.columns(),
                staging.required(),
                Stream.concat(staging.filters().stream(), Stream.of(outside)).toList(),
                staging.deduplication(),
                column);
    }

    private Expression condition(StagingModel staging, String column) {
        String day = "try_to_date('%s')";
        String name = '"' + column.replace("\"", "\"\"") + '"';
        String text = name + " >= cast(" + day.formatted(from) + " as timestamp) and " + name + " < cast("
                + day.formatted(to) + " as timestamp)";
        try {
            return ExpressionCompiler.compile(text, staging.schema());
        } catch (InvalidExpressionException e) {
            throw new IllegalStateException("the interval of " + staging.name() + " makes no condition: " + text, e);
        }
    }

    @Override
    public String toString() {
        return from + "/" + to;
    }
}
