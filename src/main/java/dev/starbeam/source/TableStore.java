package dev.starbeam.source;

import dev.starbeam.model.source.TableModel;
import java.io.IOException;
import java.io.Serializable;

/** Where tables are kept. */
public interface TableStore extends Serializable {
    /** Opens one state of the table, in parts. */
    RangeParts open(TableModel table) throws IOException;
}
