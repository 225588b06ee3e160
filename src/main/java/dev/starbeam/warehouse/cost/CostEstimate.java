package dev.starbeam.warehouse.cost;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About what a run will cost.
 *
 * @param unit what it is paid in, e.g. {@code credits}
 * @param byStep how much each step takes; none where computing has no price
 * @param budget how much is declared that a run may take; {@code null}: any
 * @param budgetKey where that is declared
 */
public record CostEstimate(
        String unit, Map<String, Double> byStep, @Nullable BigDecimal budget, String budgetKey) {
    /** Computing has no price. */
    public static final CostEstimate NONE = new CostEstimate("", Map.of(), null, "");

    /** Of all steps. */
    public double total() {
        return byStep.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Whether it is more than the budget. */
    public boolean exceedsBudget() {
        return budget != null && total() > budget.doubleValue();
    }
}
