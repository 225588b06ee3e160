package dev.starbeam.warehouse;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.dialect.MartDialect;
import dev.starbeam.model.loading.WarehouseOptionsDeclaration;
import java.util.List;
import java.util.Optional;

/**
 * A kind of warehouse: all that the rest knows of it. {@code warehouse.engine.Warehouses} lists those that are shipped;
 * others on the class path are found as services of this type.
 */
public interface WarehouseProvider {
    /** What its URIs begin with, before the colon; {@code --dialect} calls it the same. */
    String scheme();

    /** How its URIs are written, with an example where the form doesn't say it all. */
    String form();

    /**
     * The warehouse that a URI of its scheme names. Opens nothing.
     *
     * @throws IllegalArgumentException saying what is wrong, but no value that may be secret
     */
    WarehouseTarget target(String uri);

    /** Reads what pipelines may declare about it; empty: nothing. */
    default Optional<WarehouseOptionsDeclaration> options() {
        return Optional.empty();
    }

    /** What its scripts have beside tables, or when they aren't needed: a sentence for help; empty: nothing to say. */
    default String scriptNote() {
        return "";
    }

    /** The SQL that marts must be translatable into; empty: its SQL is the one that marts are written in. */
    default Optional<MartDialect> dialect() {
        return Optional.empty();
    }

    /** What compiles marts before anything is read; empty: it can't be done without its service. */
    default Optional<MartTrial> martTrial() {
        return Optional.empty();
    }

    /**
     * The script of everything that the pipeline publishes into.
     *
     * @param calendar the columns of the date dimension
     * @param database which database of an account it is for, where accounts have several
     */
    String tablesScript(PipelineModel pipeline, Schema calendar, String database);

    /**
     * The script of the rows that the pipeline's star has before its first batch.
     *
     * @param calendar the days declared, with the columns of the date dimension
     * @param database which database of an account it is for, where accounts have several
     */
    String rowsScript(PipelineModel pipeline, ColumnBatch calendar, String database);

    /** The statements that build the pipeline's marts where none is, as the warehouse gets them, in order. */
    List<String> martStatements(PipelineModel pipeline);
}
