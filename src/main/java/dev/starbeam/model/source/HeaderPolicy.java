package dev.starbeam.model.source;

import java.io.Serializable;

/**
 * What to do when a file's header is not the schema. Columns are matched by name, so their order never matters.
 *
 * @param missing a column of the schema that the file lacks
 * @param extra a column of the file that the schema lacks
 */
public record HeaderPolicy(Missing missing, Extra extra) implements Serializable {
    /** For a column that the file lacks. */
    public enum Missing {
        /** The run fails, naming file and column. */
        FAIL,
        /** The column is NULL for this file's rows. */
        NULL
    }

    /** For a column that the schema lacks. */
    public enum Extra {
        /** The run fails, naming file and column. */
        FAIL,
        /** The column is not read. */
        IGNORE
    }

    /** Missing columns fail, extra columns are ignored. */
    public static final HeaderPolicy DEFAULT = new HeaderPolicy(Missing.FAIL, Extra.IGNORE);
}
