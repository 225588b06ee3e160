package dev.starbeam.cli;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.run.RunInputs;
import dev.starbeam.run.RunPlan;
import dev.starbeam.source.SourceRange;
import dev.starbeam.warehouse.WarehouseTarget;
import dev.starbeam.warehouse.cost.CostEstimate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What a run may cost. */
final class Budget {
    private Budget() {}

    /** About what the run will take; nothing where the warehouse has no price. */
    static CostEstimate estimate(RunPlan plan) {
        return estimate(plan.model(), plan.warehouse(), plan.inputs());
    }

    private static CostEstimate estimate(
            PipelineModel model, WarehouseTarget warehouse, Map<String, List<SourceRange>> read) {
        long bytes = read.values().stream()
                .flatMap(List::stream)
                .mapToLong(SourceRange::textBytes)
                .sum();
        return warehouse.estimate(model, bytes);
    }

    /** @throws UsageException when the estimate is above the declared budget */
    static void require(PipelineModel model, WarehouseTarget warehouse, RunInputs inputs) throws UsageException {
        CostEstimate cost = estimate(model, warehouse, inputs.wanted());
        if (cost.exceedsBudget()) {
            throw new UsageException(String.format(
                    Locale.ROOT,
                    "the run is estimated to take %.4f %s, and the budget is %s; nothing was begun. Raise"
                            + " %s in pipeline.yaml, choose smaller warehouses, or see starbeam plan",
                    cost.total(),
                    cost.unit(),
                    Objects.requireNonNull(cost.budget()).toPlainString(),
                    cost.budgetKey()));
        }
    }
}
