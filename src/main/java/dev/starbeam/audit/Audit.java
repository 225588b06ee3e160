package dev.starbeam.audit;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.pipeline.publish.SummaryWriter;
import dev.starbeam.pipeline.table.DeclaredChecks;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.report.AuditSummary;
import dev.starbeam.run.Versions;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Judges a pipeline's checks on the rows that are published. */
public final class Audit {
    private final PipelineModel model;
    private final PublishedTables published;
    private final Map<String, TableSpec> tables;
    private final List<String> read = new ArrayList<>();

    /** @param published where the pipeline has published */
    public Audit(PipelineModel model, PublishedTables published) {
        this.model = model;
        this.published = published;
        this.tables = StarTables.of(model, CalendarDays.SCHEMA).stream()
                .collect(Collectors.toMap(TableSpec::name, table -> table, (one, same) -> one, LinkedHashMap::new));
    }

    /**
     * Judges all checks.
     *
     * @param warehouse its URI, for the report
     */
    public AuditSummary run(String warehouse, long startedMillis) {
        List<CheckResult> results = new ArrayList<>();
        for (TableChecks checks : DeclaredChecks.all(model)) {
            if (!checks.checks().isEmpty()) {
                results.addAll(judge(checks));
            }
        }
        List<String> declared = model.checks().stream().map(CheckModel::id).toList();
        results.sort(Comparator.comparingInt(result -> declared.indexOf(result.checkId())));
        return new AuditSummary(
                model.name(),
                warehouse,
                results.stream().noneMatch(result -> result.status() == CheckStatus.FAIL),
                Instant.ofEpochMilli(startedMillis).toString(),
                results.stream().map(SummaryWriter::checkLine).toList(),
                List.copyOf(read),
                (System.currentTimeMillis() - startedMillis) / 1e3,
                Versions.all());
    }

    private List<CheckResult> judge(TableChecks checks) {
        TableAudit audit = new TableAudit(checks, published.figures(table(checks.table()), this::table));
        List<CheckResult> results = audit.judge();
        read.addAll(audit.readChecks());
        return results;
    }

    private TableSpec table(String name) {
        TableSpec table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("no table " + name + " is declared; there are " + tables.keySet());
        }
        return table;
    }
}
