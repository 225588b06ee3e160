package dev.starbeam.cli;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.SourceModel;
import dev.starbeam.run.RunPlan;
import dev.starbeam.warehouse.WarehouseUri;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/** What a run may cost. */
final class Budget {
    private Budget() {}

    /** About how many credits the run will take, by step; none where the warehouse has no price. */
    static Map<String, Double> estimate(RunPlan plan) {
        PipelineModel model = plan.model();
        long bytes = model.sources().stream()
                .map(SourceModel::name)
                .filter(source -> !plan.filesOf(source).isEmpty())
                .mapToLong(plan::textBytesOf)
                .sum();
        return WarehouseUri.parse(plan.warehouse())
                .estimatedCredits(model.snowflake(), bytes, model.marts().size());
    }

    /** @throws UsageException when the estimate is above the declared budget */
    static void require(RunPlan plan) throws UsageException {
        BigDecimal budget = plan.model().snowflake().budget();
        double credits = total(estimate(plan));
        if (budget != null && credits > budget.doubleValue()) {
            throw new UsageException(String.format(
                    Locale.ROOT,
                    "the run is estimated to take %.4f credits, and the budget is %s; nothing was begun. Raise"
                            + " snowflake.budget in pipeline.yaml, choose smaller warehouses, or see starbeam plan",
                    credits,
                    budget.toPlainString()));
        }
    }

    static double total(Map<String, Double> credits) {
        return credits.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
