package dev.starbeam.pipeline.publish;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RowAccounts;
import dev.starbeam.run.RunPlanner;
import dev.starbeam.run.Versions;
import dev.starbeam.run.batch.PlannedBatch;
import dev.starbeam.source.SourceRange;
import dev.starbeam.warehouse.CheckRecord;
import dev.starbeam.warehouse.RunRecord;
import dev.starbeam.warehouse.SourceFileRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What the quality tables say of a batch. */
record BatchRows(PipelineModel model, PlannedBatch planned, Judgement judgement) {
    /** The run as the ledger of runs holds it. */
    RunRecord run() {
        boolean warned = judgement.results().stream().anyMatch(result -> result.status() == CheckStatus.WARN);
        return new RunRecord(
                model.name(),
                planned.batchId(),
                model.fingerprint(),
                Instant.ofEpochMilli(planned.startedMillis()),
                judgement.failed() ? "overruled" : warned ? "warned" : "passed",
                overSources(RowCounts::read),
                overFacts(RowCounts::accepted),
                overAll(RowCounts::rejectedRows),
                overAll(RowCounts::filteredRows),
                overFacts(RowCounts::quarantined),
                Versions.starbeam());
    }

    List<CheckRecord> checks() {
        return judgement.results().stream().map(this::check).toList();
    }

    /** Ranges as the ledger of files holds them. */
    List<SourceFileRecord> sources(Map<String, List<SourceRange>> committed) {
        List<SourceFileRecord> records = new ArrayList<>();
        new TreeMap<>(committed)
                .values()
                .forEach(ranges ->
                        ranges.forEach(range -> records.add(RunPlanner.record(model, planned.scope(), range))));
        return records;
    }

    private CheckRecord check(CheckResult result) {
        CheckModel check = model.checks().stream()
                .filter(candidate -> candidate.id().equals(result.checkId()))
                .findFirst()
                .orElse(null);
        return new CheckRecord(
                result.checkId(),
                result.table(),
                check == null ? null : check.rule().judgedColumn().orElse(null),
                result.severity().name().toLowerCase(Locale.ROOT),
                check == null ? "keep" : check.onFailure().name().toLowerCase(Locale.ROOT),
                switch (result.status()) {
                    case PASS -> "passed";
                    case WARN, FAIL -> "failed";
                    case NOT_JUDGED -> "not_judged";
                },
                result.judgedRows(),
                result.flaggedRows(),
                result.power().powerlessRows(),
                result.observed(),
                result.expected(),
                result.remedies().isEmpty() ? null : String.join(" ", result.remedies()));
    }

    private long overSources(ToLongFunction<RowCounts> figure) {
        RowAccounts accounts = judgement.accounts();
        return model.sources().stream()
                .filter(source -> model.isStaged(source.name()))
                .mapToLong(source -> figure.applyAsLong(accounts.stage(source.name())))
                .sum();
    }

    private long overFacts(ToLongFunction<RowCounts> figure) {
        RowAccounts accounts = judgement.accounts();
        return model.facts().stream()
                .mapToLong(fact -> figure.applyAsLong(accounts.stage(fact.name())))
                .sum();
    }

    private long overAll(ToLongFunction<RowCounts> figure) {
        return judgement.accounts().stages().stream().mapToLong(figure).sum();
    }
}
