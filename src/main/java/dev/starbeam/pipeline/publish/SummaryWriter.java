package dev.starbeam.pipeline.publish;

import dev.starbeam.model.check.CheckModel;
import dev.starbeam.quality.check.CheckResult;
import dev.starbeam.quality.check.CheckStatus;
import dev.starbeam.quality.check.ShareLimits;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.report.RunSummary;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.report.json.SummaryJson;
import dev.starbeam.report.screen.EndScreen;
import dev.starbeam.run.LoadFile;
import dev.starbeam.run.RowAccounts;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunPlanner;
import dev.starbeam.run.Versions;
import dev.starbeam.warehouse.CheckRecord;
import dev.starbeam.warehouse.ComputeUse;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.RunRecord;
import dev.starbeam.warehouse.SourceFileRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Puts a run's figures into the words of the warehouse and of the summary, and writes the summary's files. */
public final class SummaryWriter {
    private final RunPlan plan;
    private final RowAccounts accounts;
    private final List<CheckResult> results;

    SummaryWriter(RunPlan plan, RowAccounts accounts, List<CheckResult> results) {
        this.plan = plan;
        this.accounts = accounts;
        this.results = results;
    }

    /** The run as the ledger of runs holds it. */
    RunRecord runRecord(boolean failed) {
        boolean warned = results.stream().anyMatch(result -> result.status() == CheckStatus.WARN);
        return new RunRecord(
                plan.model().name(),
                plan.batchId(),
                plan.model().fingerprint(),
                Instant.ofEpochMilli(plan.startedMillis()),
                failed ? "overruled" : warned ? "warned" : "passed",
                overSources(RowCounts::read),
                overFacts(RowCounts::accepted),
                overAll(RowCounts::rejectedRows),
                overAll(RowCounts::filteredRows),
                overFacts(RowCounts::quarantined),
                Versions.starbeam());
    }

    List<CheckRecord> checkRecords() {
        return results.stream().map(this::checkRecord).toList();
    }

    List<SourceFileRecord> sourceRecords() {
        List<SourceFileRecord> records = new ArrayList<>();
        plan.inputs()
                .values()
                .forEach(ranges ->
                        ranges.forEach(range -> records.add(RunPlanner.record(plan.model(), plan.scope(), range))));
        return records;
    }

    /**
     * The summary of a batch that was published, now or before.
     *
     * @param compute what was computed in the warehouse
     * @param timings seconds by step; those of each mart and of the whole run are added
     */
    RunSummary published(
            RunOutcome outcome,
            PublishReceipt receipt,
            MartsReceipt marts,
            List<ComputeUse> compute,
            Map<String, Double> timings)
            throws IOException {
        List<RunSummary.TableLine> tables = receipt.tables().stream()
                .map(t -> new RunSummary.TableLine(t.table(), t.inserted(), t.updated(), t.unchanged()))
                .toList();
        List<String> built =
                marts.marts().stream().map(MartsReceipt.MartReceipt::name).toList();
        Map<String, Double> steps = new TreeMap<>(timings);
        marts.marts().forEach(mart -> steps.put("marts." + mart.name(), mart.millis() / 1e3));
        List<RunSummary.ComputeLine> lines = compute.stream()
                .map(use -> new RunSummary.ComputeLine(
                        use.steps(), use.cluster(), use.size(), use.busySeconds(), use.credits()))
                .toList();
        return write(outcome, tables, built, List.of(), lines, steps);
    }

    /** The summary of a batch that the gate has stopped. */
    RunSummary stopped(List<LoadFile> staged) throws IOException {
        long failed = results.stream()
                .filter(result -> result.status() == CheckStatus.FAIL)
                .count();
        List<String> setAside = staged.stream()
                .filter(file -> file.table().endsWith("ed_rows"))
                .map(LoadFile::uri)
                .sorted()
                .toList();
        RunOutcome stopped = new RunOutcome.StoppedByGate(failed);
        return write(stopped, List.of(), List.of(), setAside, List.of(), new TreeMap<>());
    }

    private RunSummary write(
            RunOutcome outcome,
            List<RunSummary.TableLine> tables,
            List<String> marts,
            List<String> setAside,
            List<RunSummary.ComputeLine> compute,
            Map<String, Double> timings)
            throws IOException {
        timings.put("total", (System.currentTimeMillis() - plan.startedMillis()) / 1e3);
        RunSummary summary = new RunSummary(
                plan.model().name(),
                plan.batchId(),
                outcome.word(),
                outcome.message(),
                Instant.ofEpochMilli(plan.startedMillis()).toString(),
                inputs(),
                accounts.stages(),
                results.stream().map(SummaryWriter::checkLine).toList(),
                tables,
                marts,
                setAside,
                compute,
                timings,
                Versions.all());
        SummaryFiles.write(plan.summaryFile(), SummaryJson.of(summary));
        SummaryFiles.write(plan.screenFile(), EndScreen.of(summary));
        return summary;
    }

    private List<RunSummary.InputFile> inputs() {
        return plan.inputs().values().stream()
                .flatMap(List::stream)
                .map(range ->
                        new RunSummary.InputFile(range.path(), range.file().size()))
                .toList();
    }

    public static RunSummary.CheckLine checkLine(CheckResult result) {
        ShareLimits limits = result.limits();
        return new RunSummary.CheckLine(
                result.checkId(),
                result.table(),
                result.severity().name().toLowerCase(Locale.ROOT),
                result.status().name().toLowerCase(Locale.ROOT),
                result.judgedRows(),
                result.flaggedRows(),
                result.quarantinedRows(),
                limits == null ? List.of() : List.of(limits.low(), limits.high()),
                result.approximate()
                        ? result.observed() + " (approximate, rank error " + result.rankError() + ")"
                        : result.observed(),
                result.expected(),
                result.power().words(),
                result.remedies());
    }

    private CheckRecord checkRecord(CheckResult result) {
        CheckModel check = plan.model().checks().stream()
                .filter(candidate -> candidate.id().equals(result.checkId()))
                .findFirst()
                .orElse(null);
        return new CheckRecord(
                result.checkId(),
                result.table(),
                check == null ? null : check.rule().judgedColumn().orElse(null),
                result.severity().name().toLowerCase(Locale.ROOT),
                check == null ? "keep" : check.onFailure().name().toLowerCase(Locale.ROOT),
                result.status() == CheckStatus.PASS || result.status() == CheckStatus.NOT_JUDGED ? "passed" : "failed",
                result.judgedRows(),
                result.flaggedRows(),
                result.power().powerlessRows(),
                result.observed(),
                result.expected(),
                result.remedies().isEmpty() ? null : String.join(" ", result.remedies()));
    }

    private long overSources(ToLongFunction<RowCounts> figure) {
        return plan.model().sources().stream()
                .mapToLong(source -> figure.applyAsLong(accounts.stage(source.name())))
                .sum();
    }

    private long overFacts(ToLongFunction<RowCounts> figure) {
        return plan.model().facts().stream()
                .mapToLong(fact -> figure.applyAsLong(accounts.stage(fact.name())))
                .sum();
    }

    private long overAll(ToLongFunction<RowCounts> figure) {
        return accounts.stages().stream().mapToLong(figure).sum();
    }
}
