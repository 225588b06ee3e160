package dev.starbeam.report;

import dev.starbeam.reject.RowCounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All there is to say about one run.
 *
 * @param pipeline the pipeline's name
 * @param batchId which batch it was
 * @param outcome what became of the batch, in one word for programs
 * @param message the outcome in one sentence
 * @param startedAt when the run began, ISO 8601 in UTC
 * @param inputs the files that were read
 * @param stages where every row has gone, in the order of the stages
 * @param checks each check's result, in declared order
 * @param tables what publishing changed; empty when nothing was published
 * @param marts the marts that were built
 * @param measures what marts show, where a batch holds rows back, and would show with them
 * @param setAside files of rejected and quarantined rows, when they were not published to the quality tables
 * @param compute what was computed elsewhere and has a price; none on an embedded warehouse
 * @param timings seconds by step
 * @param versions what it ran with
 * @param earlier of a run that had nothing to read, the batch that is there; null of any other
 */
public record RunSummary(
        String pipeline,
        String batchId,
        String outcome,
        String message,
        String startedAt,
        List<InputFile> inputs,
        List<RowCounts> stages,
        List<CheckLine> checks,
        List<TableLine> tables,
        List<String> marts,
        List<MeasureLine> measures,
        List<String> setAside,
        List<ComputeLine> compute,
        Map<String, Double> timings,
        Map<String, String> versions,
        @Nullable Earlier earlier) {
    /** Of a run that has read something. */
    public RunSummary(
            String pipeline,
            String batchId,
            String outcome,
            String message,
            String startedAt,
            List<InputFile> inputs,
            List<RowCounts> stages,
            List<CheckLine> checks,
            List<TableLine> tables,
            List<String> marts,
            List<MeasureLine> measures,
            List<String> setAside,
            List<ComputeLine> compute,
            Map<String, Double> timings,
            Map<String, String> versions) {
        this(
                pipeline, batchId, outcome, message, startedAt, inputs, stages, checks, tables, marts, measures,
                setAside, compute, timings, versions, null);
    }

    /**
     * The batch that a run with nothing to read has found.
     *
     * @param batchId the newest batch in the tables
     * @param summary where the run that published it has told of it; null when not in this directory
     */
    public record Earlier(String batchId, @Nullable String summary) {}

    /**
     * A file that was read.
     *
     * @param file its path or URI
     * @param bytes its size as stored
     */
    public record InputFile(String file, long bytes) {}

    /**
     * What publishing changed in one table.
     *
     * @param table schema and name
     * @param inserted rows that are new
     * @param updated rows that were replaced by a newer version
     * @param unchanged rows that were there already
     * @param withdrawn published rows that were taken away
     * @param staying published rows that stay although newer ones were set aside
     */
    public record TableLine(String table, long inserted, long updated, long unchanged, long withdrawn, long staying) {}

    /**
     * A measure of a mart.
     *
     * @param mart its name
     * @param column the measure
     * @param published what it adds up to
     * @param withHeld what it would add up to with the rows held back
     */
    public record MeasureLine(String mart, String column, BigDecimal published, BigDecimal withHeld) {}

    /**
     * About what one compute cluster of the warehouse cost.
     *
     * @param steps what it did
     * @param cluster its name
     * @param size its size
     * @param busySeconds how long statements ran on it
     * @param credits estimated
     */
    public record ComputeLine(String steps, String cluster, String size, double busySeconds, double credits) {}

    /**
     * A check's result.
     *
     * @param check its id
     * @param table what it judged
     * @param severity {@code warn} or {@code error}
     * @param status {@code pass}, {@code warn}, {@code fail}, {@code held} or {@code not_judged}
     * @param judged rows it could judge
     * @param flagged rows it holds against
     * @param quarantined flagged rows that were set aside
     * @param shareLimits the least and greatest share of flagged rows to be expected of the source, at 95% confidence; empty
     *     where there is no such share
     * @param observed what was found
     * @param expected what was asked for
     * @param power over which keys and rows it could never flag anything, empty when it could over all
     * @param remedies what people can do about it
     * @param held what the rows that it holds back add up to, by additive measure: their sum, then that of all rows
     */
    public record CheckLine(
            String check,
            String table,
            String severity,
            String status,
            long judged,
            long flagged,
            long quarantined,
            List<Double> shareLimits,
            String observed,
            String expected,
            String power,
            List<String> remedies,
            Map<String, List<BigDecimal>> held) {
        /** Of a check that holds nothing back. */
        public CheckLine(
                String check,
                String table,
                String severity,
                String status,
                long judged,
                long flagged,
                long quarantined,
                List<Double> shareLimits,
                String observed,
                String expected,
                String power,
                List<String> remedies) {
            this(
                    check,
                    table,
                    severity,
                    status,
                    judged,
                    flagged,
                    quarantined,
                    shareLimits,
                    observed,
                    expected,
                    power,
                    remedies,
                    Map.of());
        }
    }

    /** This summary of a batch whose marts have been built since. */
    public RunSummary withMarts(List<String> built, List<ComputeLine> use, Map<String, Double> seconds) {
        List<ComputeLine> allUse = new ArrayList<>(compute);
        allUse.addAll(use);
        Map<String, Double> allSeconds = new TreeMap<>(timings);
        allSeconds.putAll(seconds);
        return new RunSummary(
                pipeline,
                batchId,
                outcome,
                message,
                startedAt,
                inputs,
                stages,
                checks,
                tables,
                built,
                measures,
                setAside,
                allUse,
                allSeconds,
                versions,
                earlier);
    }

    /** The same, told after a batch that is there. */
    public RunSummary after(@Nullable Earlier batch) {
        return new RunSummary(
                pipeline, batchId, outcome, message, startedAt, inputs, stages, checks, tables, marts, measures,
                setAside, compute, timings, versions, batch);
    }

    /** This summary with what marts would show with the rows held back. */
    public RunSummary withMeasures(List<MeasureLine> those) {
        return new RunSummary(
                pipeline, batchId, outcome, message, startedAt, inputs, stages, checks, tables, marts, those, setAside,
                compute, timings, versions, earlier);
    }

    /** Whether every stage's rows add up. */
    public boolean balances() {
        return stages.stream().allMatch(RowCounts::balances);
    }
}
