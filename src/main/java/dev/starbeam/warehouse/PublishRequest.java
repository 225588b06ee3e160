package dev.starbeam.warehouse;

import dev.starbeam.model.MartModel;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.Serializable;
import java.util.List;

/**
 * All that one batch publishes.
 *
 * @param run what ran, and the batch's id
 * @param tables dimensions before facts, and the rows of {@link QualityTables#REJECTED_ROWS} and {@link
 *     QualityTables#QUARANTINED_ROWS}
 * @param checks each check's result
 * @param sources the files that were read
 * @param marts what is built of the tables afterwards
 * @param rebuild whether the batch takes the place of all rows of its dimensions and facts
 */
public record PublishRequest(
        RunRecord run,
        List<TableLoad> tables,
        List<CheckRecord> checks,
        List<SourceFileRecord> sources,
        List<MartModel> marts,
        boolean rebuild)
        implements Serializable {
    /** Adds to what is published. */
    public PublishRequest(
            RunRecord run, List<TableLoad> tables, List<CheckRecord> checks, List<SourceFileRecord> sources) {
        this(run, tables, checks, sources, List.of(), false);
    }

    /** The same batch, whose incremental marts keep up with it. */
    public PublishRequest withMarts(List<MartModel> those) {
        return new PublishRequest(run, tables, checks, sources, those, rebuild);
    }

    public PublishRequest {
        tables = List.copyOf(tables);
        checks = List.copyOf(checks);
        sources = List.copyOf(sources);
        marts = List.copyOf(marts);
    }

    /** What its tables are to be. */
    public List<TableSpec> specs() {
        return tables.stream().map(TableLoad::table).toList();
    }
}
