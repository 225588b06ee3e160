package dev.starbeam.pipeline.publish;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.SourceModel;
import dev.starbeam.quality.check.CheckResult;
import dev.starbeam.quality.check.CheckStatus;
import dev.starbeam.quality.unique.UniqueChecks;
import dev.starbeam.report.RunSummary;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.run.LoadFile;
import dev.starbeam.run.RowAccounts;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.RunPlan;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.star.calendar.CalendarSpan;
import dev.starbeam.warehouse.MartFailedException;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.RawTables;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes one judged batch, or stops it at the gate; either way there is a summary. */
final class BatchPublisher {
    private final RunPlan plan;
    private final PipelineModel model;
    private final List<CheckResult> results;
    private final SummaryWriter summary;

    BatchPublisher(RunPlan plan, RowAccounts accounts, List<CheckResult> results) {
        this.plan = plan;
        this.model = plan.model();
        this.results = results;
        this.summary = new SummaryWriter(plan, accounts, results);
    }

    /** Publishes what is staged, unless a check of severity error failed. */
    RunSummary publish(List<LoadFile> staged, CalendarSpan days) throws IOException {
        boolean failed = results.stream().anyMatch(result -> result.status() == CheckStatus.FAIL);
        if (failed && !plan.publishOnFailure()) {
            return summary.stopped(staged);
        }
        List<LoadFile> files = new ArrayList<>(staged);
        calendarFile(days).ifPresent(files::add);
        PublishRequest request = new PublishRequest(
                summary.runRecord(failed),
                tables(files),
                summary.checkRecords(),
                List.of(),
                summary.sourceRecords(),
                model.marts(),
                plan.scope().rebuilds());
        try (Warehouse warehouse = plan.warehouse().open(model)) {
            long reached = System.currentTimeMillis();
            SummaryFiles.write(plan.publishingMark(), "");
            long begin = System.nanoTime();
            PublishReceipt published = warehouse.publish(request);
            long loaded = System.nanoTime();
            MartsReceipt marts = marts(warehouse);
            Map<String, Double> timings = Map.of(
                    "read_and_check",
                    (reached - plan.startedMillis()) / 1e3,
                    "publish",
                    (loaded - begin) / 1e9,
                    "marts",
                    (System.nanoTime() - loaded) / 1e9);
            return summary.published(outcome(published, failed), published, marts, warehouse.computeUse(), timings);
        }
    }

    /** Whatever fails from here on, the batch is published. */
    private MartsReceipt marts(Warehouse warehouse) {
        try {
            return warehouse.buildMarts(plan.batchId(), model.marts());
        } catch (MartFailedException e) {
            throw e;
        } catch (WarehouseException e) {
            throw new MartFailedException(
                    "marts were not built, which the next run does; the star schema is published: " + e.getMessage(),
                    e);
        }
    }

    private RunOutcome outcome(PublishReceipt receipt, boolean failed) {
        return receipt.outcome() == PublishReceipt.Outcome.ALREADY_PUBLISHED
                ? new RunOutcome.KnownAlready(plan.warehouse().toString())
                : new RunOutcome.Published(plan.warehouse().toString(), failed);
    }

    private List<TableLoad> tables(List<LoadFile> files) {
        List<TableLoad> tables = new ArrayList<>();
        for (TableSpec spec : StarTables.of(model, CalendarDays.SCHEMA)) {
            tables.add(staged(spec, files, keyIsProven(spec)));
        }
        tables.addAll(landed(files));
        tables.add(staged(QualityTables.REJECTED_ROWS, files, false));
        tables.add(staged(QualityTables.QUARANTINED_ROWS, files, false));
        return tables;
    }

    /** Sources that land with what is published, where they do not land by themselves. */
    private List<TableLoad> landed(List<LoadFile> files) {
        List<TableLoad> tables = new ArrayList<>();
        for (SourceModel source : model.sources()) {
            TableSpec spec = RawTables.of(source);
            if (files.stream().anyMatch(file -> file.table().equals(spec.qualifiedName()))) {
                tables.add(staged(spec, spec.qualifiedName(), files, true));
            }
        }
        return tables;
    }

    private static TableLoad staged(TableSpec spec, List<LoadFile> files, boolean keyProven) {
        return staged(spec, spec.name(), files, keyProven);
    }

    private static TableLoad staged(TableSpec spec, String name, List<LoadFile> files, boolean keyProven) {
        List<LoadFile> own =
                files.stream().filter(file -> file.table().equals(name)).toList();
        return new TableLoad(
                spec,
                own.stream().map(LoadFile::uri).sorted().toList(),
                own.stream().mapToLong(LoadFile::rows).sum(),
                keyProven);
    }

    /** Building a dimension proves its keys; deduplicating by the grain proves a fact's. */
    private boolean keyIsProven(TableSpec spec) {
        Optional<FactModel> fact = model.facts().stream()
                .filter(candidate -> candidate.name().equals(spec.name()))
                .findFirst();
        return fact.isEmpty()
                || UniqueChecks.isProven(
                        fact.get().grain(), fact.get(), model.staged(fact.get().from()));
    }

    private Optional<LoadFile> calendarFile(CalendarSpan days) throws IOException {
        DateDimensionModel date = model.dateDimension();
        Optional<CalendarSpan.Range> range = date == null ? Optional.empty() : days.range(date);
        if (date == null || range.isEmpty()) {
            return Optional.empty();
        }
        ColumnBatch calendar =
                CalendarDays.of(date, range.get().first(), range.get().last());
        try (ParquetBatchWriter writer = plan.publishDirectory().create(date.name(), CalendarDays.SCHEMA)) {
            writer.write(calendar);
            return Optional.of(LoadFile.of(date.name(), writer.finish()));
        }
    }
}
