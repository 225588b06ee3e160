package dev.starbeam.staging;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RowCounts;
import java.util.List;

/**
 * What became of one text batch.
 *
 * @param accepted the typed rows, with their file and offset
 * @param rejected rows at fault, with their raw text
 * @param counts where every row of the batch has gone
 */
record StagedRows(ColumnBatch accepted, List<RejectedRow> rejected, RowCounts counts) {}
