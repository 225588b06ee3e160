package dev.starbeam.pipeline.publish;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.reject.FileNotes;
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
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the quality tables say of a batch. */
record BatchRows(PipelineModel model, PlannedBatch planned, Judgement judgement) {
    /** The run as the ledger of runs holds it. */
    RunRecord run() {
        RunRows rows = RunRows.of(model, judgement.accounts());
        return new RunRecord(
                model.name(),
                planned.batchId(),
                model.fingerprint(),
                Instant.ofEpochMilli(planned.startedMillis()),
                verdict(),
                rows.read(),
                rows.accepted(),
                rows.rejected(),
                rows.filtered(),
                rows.quarantined(),
                Versions.starbeam());
    }

    /** The first that applies. That a built-in check had nothing to judge is no news: a stage read no row. */
    private String verdict() {
        if (judgement.failed()) {
            return "overruled";
        }
        if (has(CheckStatus.WARN)) {
            return "warned";
        }
        if (has(CheckStatus.HELD)) {
            return "held";
        }
        return isUnjudged() ? "not_judged" : "passed";
    }

    private boolean isUnjudged() {
        return judgement.results().stream()
                .anyMatch(result -> result.status() == CheckStatus.NOT_JUDGED
                        && model.checks().stream().anyMatch(check -> check.id().equals(result.checkId())));
    }

    private boolean has(CheckStatus status) {
        return judgement.results().stream().anyMatch(result -> result.status() == status);
    }

    List<CheckRecord> checks() {
        return judgement.results().stream().map(this::check).toList();
    }

    /** Where the last record of a file begins that may have been cut short. */
    private @Nullable Long unendedAt(SourceRange range) {
        return judgement.accounts().stages().stream()
                .map(stage -> stage.notes().get(FileNotes.UNENDED_AT + range.path()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Ranges as the ledger of files holds them. */
    List<SourceFileRecord> sources(Map<String, List<SourceRange>> committed) {
        List<SourceFileRecord> records = new ArrayList<>();
        new TreeMap<>(committed)
                .values()
                .forEach(ranges -> ranges.forEach(range -> records.add(
                        RunPlanner.record(model, planned.scope(), range).unended(unendedAt(range)))));
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
                result.status().name().toLowerCase(Locale.ROOT),
                result.judgedRows(),
                result.flaggedRows(),
                result.power().powerlessRows(),
                result.observed(),
                result.expected(),
                result.remedies().isEmpty() ? null : String.join(" ", result.remedies()));
    }
}
