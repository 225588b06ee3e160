package dev.starbeam.pipeline.publish;

import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.SourceModel;
import dev.starbeam.quality.unique.UniqueChecks;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.SetAsideKeys;
import dev.starbeam.source.SourceRange;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.table.CompanionTables;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.RawTables;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A batch's files by the table that they are loaded into.
 *
 * @param ranges what the batch has all rows of, by source
 * @param overruled the checks that failed, though the batch is published: of what they say its rows are not
 */
record StagedTables(
        PipelineModel model, List<LoadFile> files, Map<String, List<SourceRange>> ranges, Set<String> overruled) {
    /** Every table that a batch may bring rows for, dimensions before facts. */
    List<TableLoad> loads() {
        List<TableLoad> tables = new ArrayList<>();
        for (TableSpec spec : StarTables.of(model, CalendarDays.SCHEMA)) {
            TableSpec kept = spec.withChecks(spec.checks().stream()
                    .filter(check -> !overruled.contains(check.checkId()))
                    .toList());
            tables.add(load(kept, spec.name(), keyIsProven(spec)));
        }
        tables.addAll(landed());
        tables.add(load(QualityTables.REJECTED_ROWS, QualityTables.REJECTED_ROWS.name(), false));
        tables.add(load(QualityTables.QUARANTINED_ROWS, QualityTables.QUARANTINED_ROWS.name(), false));
        return tables;
    }

    /** Sources that land with what is published, where they do not land by themselves. */
    private List<TableLoad> landed() {
        List<TableLoad> tables = new ArrayList<>();
        for (SourceModel source : model.sources()) {
            TableSpec spec = RawTables.of(source);
            if (files.stream().anyMatch(file -> file.table().equals(spec.qualifiedName()))) {
                tables.add(load(spec, spec.qualifiedName(), true));
            }
        }
        return tables;
    }

    private TableLoad load(TableSpec spec, String name, boolean keyProven) {
        List<LoadFile> own =
                files.stream().filter(file -> file.table().equals(name)).toList();
        return new TableLoad(
                spec,
                own.stream().map(LoadFile::uri).sorted().toList(),
                own.stream().mapToLong(LoadFile::rows).sum(),
                keyProven,
                replacedFiles(spec),
                setAside(spec));
    }

    /** The keys of what was set aside of a table's rows, if anything was. */
    private @Nullable TableLoad setAside(TableSpec spec) {
        List<LoadFile> own = files.stream()
                .filter(file -> file.table().equals(SetAsideKeys.filesOf(spec.name())))
                .toList();
        return own.isEmpty()
                ? null
                : new TableLoad(
                        CompanionTables.setAside(spec),
                        own.stream().map(LoadFile::uri).sorted().toList(),
                        own.stream().mapToLong(LoadFile::rows).sum(),
                        true);
    }

    /** The files that a fact's rows are all of, where their source says that a file delivered again replaces itself. */
    private List<String> replacedFiles(TableSpec spec) {
        boolean isFact = model.facts().stream().anyMatch(fact -> fact.name().equals(spec.name()));
        return isFact && !spec.key().isEmpty() ? replacedFilesOf(model.sourceOf(spec.name())) : List.of();
    }

    private List<String> replacedFilesOf(String source) {
        if (!(model.source(source) instanceof FilesModel read && read.replacesFiles())) {
            return List.of();
        }
        return ranges.getOrDefault(source, List.of()).stream()
                .map(SourceRange::path)
                .distinct()
                .sorted()
                .toList();
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
}
