package dev.starbeam.warehouse.snowflake.session;

import dev.starbeam.warehouse.cost.ComputeUse;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.ComputeModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Which of Snowflake's warehouses computes a step, and how long each has been busy. Statements run one after another, so
 * a warehouse is busy from the beginning of a step to that of the next.
 */
public final class SnowflakeCompute {
    private final Map<SnowflakeStep.Compute, ComputeModel> models = new EnumMap<>(SnowflakeStep.Compute.class);
    private final Map<SnowflakeStep.Compute, Long> nanos = new EnumMap<>(SnowflakeStep.Compute.class);
    private final LongSupplier clock;
    private SnowflakeStep.Compute current = SnowflakeStep.Compute.LOAD;
    private long since;
    private boolean running;

    /**
     * @param override a warehouse that computes every step, or empty
     * @param clock nanoseconds
     */
    SnowflakeCompute(SnowflakeOptions declared, String override, LongSupplier clock) {
        this.clock = clock;
        models.put(SnowflakeStep.Compute.LOAD, named(declared.load(), override));
        models.put(SnowflakeStep.Compute.MERGE, named(declared.merge(), override));
        models.put(SnowflakeStep.Compute.MARTS, named(declared.marts(), override));
    }

    /** As the pipeline declares it, unless the URI names one warehouse for all. */
    public static SnowflakeCompute of(SnowflakeUri uri, SnowflakeOptions declared) {
        return new SnowflakeCompute(declared, uri.setting("warehouse").orElse(""), System::nanoTime);
    }

    private static ComputeModel named(ComputeModel declared, String override) {
        return override.isEmpty()
                ? declared
                : new ComputeModel(
                        override, declared.size(), declared.autoSuspendSeconds(), declared.suspendAfterStep());
    }

    ComputeModel begin(SnowflakeStep step) {
        rest();
        current = step.compute();
        since = clock.getAsLong();
        running = true;
        return model(current);
    }

    /** The warehouse that builds marts. */
    public String marts() {
        return model(SnowflakeStep.Compute.MARTS).warehouse();
    }

    private ComputeModel model(SnowflakeStep.Compute compute) {
        ComputeModel model = models.get(compute);
        if (model == null) {
            throw new IllegalStateException("no warehouse for " + compute);
        }
        return model;
    }

    /** Nothing runs from now on. */
    void rest() {
        if (running) {
            nanos.merge(current, clock.getAsLong() - since, Long::sum);
            running = false;
        }
    }

    /** One entry a warehouse that was used since this was asked before. */
    public List<ComputeUse> use() {
        rest();
        Map<String, List<SnowflakeStep.Compute>> byWarehouse = new LinkedHashMap<>();
        nanos.keySet()
                .forEach(compute -> byWarehouse
                        .computeIfAbsent(model(compute).warehouse(), name -> new ArrayList<>())
                        .add(compute));
        List<ComputeUse> uses = new ArrayList<>();
        byWarehouse.forEach((warehouse, steps) -> uses.add(use(warehouse, steps)));
        nanos.clear();
        return uses;
    }

    private ComputeUse use(String warehouse, List<SnowflakeStep.Compute> steps) {
        ComputeModel model = model(steps.get(0));
        double busy =
                steps.stream().mapToLong(step -> nanos.getOrDefault(step, 0L)).sum() / 1e9;
        return new ComputeUse(
                steps.stream().map(step -> step.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")),
                warehouse,
                model.size().name().toLowerCase(Locale.ROOT),
                busy,
                Credits.of(model, busy));
    }
}
