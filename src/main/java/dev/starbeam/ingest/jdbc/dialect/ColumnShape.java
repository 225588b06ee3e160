package dev.starbeam.ingest.jdbc.dialect;

/**
 * A column as the database describes it.
 *
 * @param name spelled as in the database
 * @param type of {@link java.sql.Types}, or one of the driver's own
 * @param typeName the database's own name of the type
 * @param precision digits or characters, as far as the driver says
 * @param scale digits after the point
 */
public record ColumnShape(String name, int type, String typeName, int precision, int scale) {}
