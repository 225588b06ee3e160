package dev.starbeam.warehouse;

import dev.starbeam.model.MartModel;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.List;

/** Compiles marts over empty copies of the tables that they are to read. */
public interface MartTrial {
    /**
     * What an engine has against marts, in their order; a mart that reads a faulty one is not tried.
     *
     * @param tables what the pipeline publishes
     * @param marts each after those it reads
     */
    List<Fault> faults(List<TableSpec> tables, List<MartModel> marts);

    /**
     * Why a mart doesn't compile.
     *
     * @param line in {@link MartModel#sql}, from 1
     * @param column in characters, from 1
     * @param message in the engine's words
     */
    record Fault(MartModel mart, int line, int column, String message) {}
}
