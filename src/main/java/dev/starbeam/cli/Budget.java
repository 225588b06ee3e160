package dev.starbeam.cli;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.source.SourceModel;
import dev.starbeam.run.RunPlan;
import dev.starbeam.warehouse.cost.CostEstimate;
import java.util.Locale;
import java.util.Objects;

/** What a run may cost. */
final class Budget {
    private Budget() {}

    /** About what the run will take; nothing where the warehouse has no price. */
    static CostEstimate estimate(RunPlan plan) {
        PipelineModel model = plan.model();
        long bytes = model.sources().stream()
                .map(SourceModel::name)
                .filter(source -> !plan.rangesOf(source).isEmpty())
                .mapToLong(plan::textBytesOf)
                .sum();
        return plan.warehouse().estimate(model, bytes);
    }

    /** @throws UsageException when the estimate is above the declared budget */
    static void require(RunPlan plan) throws UsageException {
        CostEstimate cost = estimate(plan);
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
