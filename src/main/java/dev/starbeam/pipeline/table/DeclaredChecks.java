package dev.starbeam.pipeline.table;

import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.star.dimension.BuildDimension;
import dev.starbeam.star.fact.FactAssembler;
import java.util.List;
import java.util.stream.Stream;

/** The checks that a pipeline declares of its tables. */
public final class DeclaredChecks {
    private DeclaredChecks() {}

    public static TableChecks of(PipelineModel model, DimensionModel dimension) {
        return new TableChecks(dimension.name(), BuildDimension.schema(dimension), model.checks(), List.of(), false);
    }

    public static TableChecks of(PipelineModel model, FactModel fact) {
        return new TableChecks(
                fact.name(),
                FactAssembler.schema(fact),
                model.checks(),
                fact.references(),
                true,
                AdditiveMeasures.of(model, fact));
    }

    /** Those of a dimension or a fact. */
    public static TableChecks of(PipelineModel model, String table) {
        for (FactModel fact : model.facts()) {
            if (fact.name().equals(table)) {
                return of(model, fact);
            }
        }
        return of(model, model.dimension(table));
    }

    /** Those of every dimension, then of every fact. */
    public static List<TableChecks> all(PipelineModel model) {
        return Stream.concat(
                        model.dimensions().stream().map(dimension -> of(model, dimension)),
                        model.facts().stream().map(fact -> of(model, fact)))
                .toList();
    }
}
