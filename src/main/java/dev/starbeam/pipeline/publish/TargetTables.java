package dev.starbeam.pipeline.publish;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.source.UnreadableSecretException;
import dev.starbeam.run.RunPlan;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.table.StarTables;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the published tables before a run begins: a run whose rows they can't take in the end is refused. */
public final class TargetTables {
    private static final Logger LOG = LoggerFactory.getLogger(TargetTables.class);

    private TargetTables() {}

    /**
     * Does nothing where the warehouse can't be looked at from here, or not now: publishing may happen on another machine,
     * and later.
     *
     * @throws IncompatibleTableException when a batch can't be merged into a published table, saying what to do
     */
    public static void requireFit(RunPlan plan) {
        PipelineModel model = plan.model();
        if (plan.scope().rebuilds() || plan.warehouse().isEmpty()) {
            return;
        }
        try (Warehouse warehouse = plan.warehouse().waiting(Duration.ZERO).look(model)) {
            warehouse.requireMergeable(StarTables.of(model, CalendarDays.SCHEMA));
        } catch (IncompatibleTableException e) {
            throw e;
        } catch (WarehouseException | UnreadableSecretException e) {
            LOG.debug("{} was not looked at before the run", plan.warehouse(), e);
        }
    }
}
