package dev.starbeam.pipeline.publish;

import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.ShareLimits;
import dev.starbeam.report.RunSummary;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.report.json.SummaryJson;
import dev.starbeam.report.screen.EndScreen;
import dev.starbeam.run.RowAccounts;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.SummaryNotWrittenException;
import dev.starbeam.run.Versions;
import dev.starbeam.run.batch.PlannedBatch;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.warehouse.MartFigure;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.cost.ComputeUse;
import dev.starbeam.warehouse.table.QualityTables;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what is told of a batch: the summary for programs and that for people. */
public final class SummaryWriter {
    private static final Set<String> SET_ASIDE =
            Set.of(QualityTables.REJECTED_ROWS.name(), QualityTables.QUARANTINED_ROWS.name());

    private final PublishSettings settings;
    private final PlannedBatch planned;
    private final Judgement judgement;
    private final List<MartFigure> figures;

    SummaryWriter(PublishSettings settings, PlannedBatch planned, Judgement judgement) {
        this(settings, planned, judgement, List.of());
    }

    private SummaryWriter(
            PublishSettings settings, PlannedBatch planned, Judgement judgement, List<MartFigure> figures) {
        this.figures = figures;
        this.settings = settings;
        this.planned = planned;
        this.judgement = judgement;
    }

    /** The same with what marts would show with the rows held back. */
    SummaryWriter showing(List<MartFigure> those) {
        return new SummaryWriter(settings, planned, judgement, those);
    }

    String batchId() {
        return planned.batchId();
    }

    /**
     * The summary of a batch that was published, now or before.
     *
     * @param compute what was computed in the warehouse
     * @param timings seconds by step; those of each mart and of the whole run are added
     */
    RunSummary published(
            RunOutcome.Concluded outcome,
            PublishReceipt receipt,
            MartsReceipt marts,
            List<ComputeUse> compute,
            Map<String, Double> timings)
            throws IOException {
        List<RunSummary.TableLine> tables = receipt.tables().stream()
                .map(t -> new RunSummary.TableLine(
                        t.table(), t.inserted(), t.updated(), t.unchanged(), t.withdrawn(), t.staying()))
                .toList();
        Map<String, Double> steps = new TreeMap<>(timings);
        steps.putAll(martTimings(marts));
        return write(outcome, tables, names(marts), List.of(), lines(compute), steps);
    }

    static List<String> names(MartsReceipt marts) {
        return marts.marts().stream().map(MartsReceipt.MartReceipt::name).toList();
    }

    static Map<String, Double> martTimings(MartsReceipt marts) {
        Map<String, Double> seconds = new TreeMap<>();
        marts.marts().forEach(mart -> seconds.put("marts." + mart.name(), mart.millis() / 1e3));
        return seconds;
    }

    static List<RunSummary.ComputeLine> lines(List<ComputeUse> compute) {
        return compute.stream()
                .map(use -> new RunSummary.ComputeLine(
                        use.steps(), use.cluster(), use.size(), use.busySeconds(), use.credits()))
                .toList();
    }

    /** What judging alone tells, written nowhere. */
    public static RunSummary judged(PlannedBatch planned, Judgement judgement, String word, String message) {
        return summary(planned, judgement, word, message, List.of(), List.of(), List.of(), List.of(), new TreeMap<>());
    }

    /** The summary of a batch that the gate has stopped. */
    RunSummary stopped(List<LoadFile> staged) throws IOException {
        return stopped(new RunOutcome.StoppedByGate(judgement.failedChecks()), staged);
    }

    /** The summary of a batch that no warehouse could hold. */
    RunSummary unpublishable(String why, List<LoadFile> staged) throws IOException {
        return stopped(new RunOutcome.Unpublishable(why), staged);
    }

    private RunSummary stopped(RunOutcome.Concluded outcome, List<LoadFile> staged) throws IOException {
        List<String> setAside = staged.stream()
                .filter(file -> SET_ASIDE.contains(file.table()))
                .map(LoadFile::uri)
                .sorted()
                .toList();
        return write(outcome, List.of(), List.of(), setAside, List.of(), new TreeMap<>());
    }

    /** The summary of a run that had nothing to read; marts may have been built. */
    static RunSummary nothingNew(
            RunPlan plan,
            RunOutcome.Concluded outcome,
            RunSummary.@Nullable Earlier earlier,
            MartsReceipt marts,
            List<ComputeUse> compute)
            throws IOException {
        Judgement nothing = new Judgement(RowAccounts.of(plan.model(), List.of()), List.of(), List.of());
        RunSummary summary = summary(
                        PlannedBatch.of(plan),
                        nothing,
                        outcome.word(),
                        outcome.message(),
                        List.of(),
                        names(marts),
                        List.of(),
                        lines(compute),
                        new TreeMap<>(martTimings(marts)))
                .after(earlier);
        return write(outcome, summary, plan.summaryFile(), plan.screenFile());
    }

    private RunSummary write(
            RunOutcome.Concluded outcome,
            List<RunSummary.TableLine> tables,
            List<String> marts,
            List<String> setAside,
            List<RunSummary.ComputeLine> compute,
            Map<String, Double> timings)
            throws IOException {
        RunSummary summary = summary(
                        planned, judgement, outcome.word(), message(outcome), tables, marts, setAside, compute, timings)
                .withMeasures(measures());
        return write(outcome, summary, settings.summaryFile(planned.batchId()), settings.screenFile(planned.batchId()));
    }

    private static RunSummary write(RunOutcome.Concluded outcome, RunSummary summary, String file, String screen)
            throws SummaryNotWrittenException {
        try {
            SummaryFiles.write(file, SummaryJson.of(summary));
            SummaryFiles.write(screen, EndScreen.of(summary));
            return summary;
        } catch (IOException e) {
            throw new SummaryNotWrittenException(outcome, file, e);
        }
    }

    private List<RunSummary.MeasureLine> measures() {
        return figures.stream()
                .map(figure -> new RunSummary.MeasureLine(
                        figure.mart(), figure.column(), figure.published(), figure.withHeld()))
                .toList();
    }

    /** What is published is not all: rows that are held back are told with it. */
    private String message(RunOutcome outcome) {
        if (judgement.held().isEmpty() || !(outcome instanceof RunOutcome.Published)) {
            return outcome.message();
        }
        return outcome.message() + " Held back for review, and in no mart: "
                + judgement.held().stream().map(Judgement.Held::inWords).collect(Collectors.joining("; ")) + ".";
    }

    private static RunSummary summary(
            PlannedBatch planned,
            Judgement judgement,
            String word,
            String message,
            List<RunSummary.TableLine> tables,
            List<String> marts,
            List<String> setAside,
            List<RunSummary.ComputeLine> compute,
            Map<String, Double> timings) {
        timings.put("total", (System.currentTimeMillis() - planned.startedMillis()) / 1e3);
        return new RunSummary(
                planned.pipeline(),
                planned.batchId(),
                word,
                message,
                Instant.ofEpochMilli(planned.startedMillis()).toString(),
                inputs(planned),
                judgement.accounts().stages(),
                judgement.results().stream().map(SummaryWriter::checkLine).toList(),
                tables,
                marts,
                List.of(),
                setAside,
                compute,
                timings,
                Versions.all());
    }

    private static List<RunSummary.InputFile> inputs(PlannedBatch planned) {
        return planned.ranges().values().stream()
                .flatMap(List::stream)
                .map(range ->
                        new RunSummary.InputFile(range.path(), range.file().size()))
                .toList();
    }

    private static Map<String, List<BigDecimal>> held(CheckResult result) {
        Map<String, List<BigDecimal>> held = new TreeMap<>();
        result.held().forEach((measure, sum) -> held.put(measure, List.of(sum.sum(), sum.all())));
        return held;
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
                result.remedies(),
                held(result));
    }
}
