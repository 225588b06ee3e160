package dev.starbeam.pipeline.publish;

import dev.starbeam.reject.RowCounts;
import dev.starbeam.warehouse.PublishReceipt;
import java.util.List;

/**
 * What publishing a batch has done.
 *
 * @param receipt what the warehouse says
 * @param isLeftOut whether others had published all that was new in the batch, so that it is not in the ledger
 * @param leftOut notes of the rows that others had published
 */
public record Publication(PublishReceipt receipt, boolean isLeftOut, List<RowCounts> leftOut) {}
