package dev.starbeam.source;

import dev.starbeam.model.source.TableModel;
import java.io.IOException;
import java.io.Serializable;
import java.util.OptionalLong;

/** Where tables are kept. */
public interface TableStore extends Serializable {
    /** Opens one state of the table, in parts. */
    RangeParts open(TableModel table) throws IOException;

    /** About how many bytes of text the table holds, if that can be told soon; never fails. */
    default OptionalLong textBytes(TableModel table) {
        return OptionalLong.empty();
    }
}
