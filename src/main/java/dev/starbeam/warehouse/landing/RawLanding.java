package dev.starbeam.warehouse.landing;

import dev.starbeam.warehouse.table.RawTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.Serializable;

/**
 * One source's rows of one batch on their way into schema {@code raw}.
 *
 * @param pipeline the pipeline's name
 * @param batchId the batch
 * @param table what {@link RawTables#of} says of the source
 * @param directory where files may be staged, of this landing alone, as path or URI
 * @param files about how many files to stage
 */
public record RawLanding(String pipeline, String batchId, TableSpec table, String directory, int files)
        implements Serializable {}
