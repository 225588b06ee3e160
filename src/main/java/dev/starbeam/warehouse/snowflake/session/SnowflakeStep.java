package dev.starbeam.warehouse.snowflake.session;

/** What a statement is for: it stands in the query tag and decides which of Snowflake's warehouses computes it. */
public enum SnowflakeStep {
    /** Looks batches up. */
    LEDGER(Compute.LOAD),
    /** Makes and alters tables. */
    LAYOUT(Compute.LOAD),
    /** Puts files on the stage. */
    STAGE(Compute.LOAD),
    /** Copies load files into work tables. */
    LOAD(Compute.LOAD),
    /** Proves that all rows came and that keys are unique. */
    PROVE(Compute.LOAD),
    /** Measures published tables for {@code starbeam audit}. */
    AUDIT(Compute.LOAD),
    /** Merges work tables into published ones. */
    MERGE(Compute.MERGE),
    /** Removes what was staged. */
    CLEANUP(Compute.LOAD),
    /** Builds marts. */
    MARTS(Compute.MARTS);

    /** The three kinds of work that may have warehouses of their own. */
    enum Compute {
        LOAD,
        MERGE,
        MARTS
    }

    private final Compute compute;

    SnowflakeStep(Compute compute) {
        this.compute = compute;
    }

    Compute compute() {
        return compute;
    }
}
